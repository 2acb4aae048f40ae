// css-tree's types cover its main entry only; the parser alone loads four times faster.
declare module "css-tree/parser" {
  import { parse } from "css-tree";
  export default parse;
}
