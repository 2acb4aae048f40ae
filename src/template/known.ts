/**
 * The member of the dataset that a checked reference names.
 * @throws Error if there is none: the dataset's own checks should have told, so this is a bug
 */
export function known<Value>(members: ReadonlyMap<string, Value>, id: string, kind: string): Value {
  const member = members.get(id);
  if (member === undefined) throw new Error(`the ${kind} "${id}" is not in the dataset, though the dataset was checked`);
  return member;
}
