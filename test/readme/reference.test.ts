import { expect, test } from "vitest";
import { readReadme, withReference } from "./reference.ts";

test("the README's reference tables say what the code accepts (npm run reference writes them)", () => {
  expect(readReadme()).toBe(withReference(readReadme()));
});
