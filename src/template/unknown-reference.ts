import { nearest, type Problem } from "../errors.ts";

/** What to say of an id, key or name that nothing has; the one that was probably meant is the hint. */
export function unknownReference(id: string, kind: string, knownIds: Iterable<string>): Pick<Problem, "code" | "message" | "hint"> {
  const meant = nearest(id, knownIds);
  return {
    code: `unknown-${kind}`,
    message: id === "" ? `the id of the ${kind} is missing` : `there is no ${kind} "${id}"`,
    hint: meant ? `did you mean "${meant}"?` : `name one that exists`,
  };
}
