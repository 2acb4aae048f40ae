/** More names than a project has files; the one that was asked for longest ago goes first. */
const mostNames = 400;

/**
 * `make`, a pure function whose results nobody changes, with a memory: under each name what it gave last is given again while
 * it is given the same. A preview, or a service that runs for months, reads its files again and again, and one of them has changed.
 */
export function rememberLast<Given extends readonly unknown[], Made>(
  make: (...given: Given) => Made,
  nameOf: (...given: Given) => string = () => "",
): (...given: Given) => Made {
  const kept = new Map<string, { readonly given: Given; readonly made: Made }>();
  return (...given) => {
    const name = nameOf(...given);
    const last = kept.get(name);
    kept.delete(name);
    const next = last && isSame(last.given, given) ? last : { given, made: make(...given) };
    kept.set(name, next);
    if (kept.size > mostNames) kept.delete(kept.keys().next().value ?? name);
    return next.made;
  };
}

/** `make`, a pure function of an object that nobody changes: what it gave is known for as long as the object is. */
export function rememberEach<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.made;
    const made = make(key);
    known.set(key, { made });
    return made;
  };
}

/** Values alike or the very same objects, also in lists, sets and maps, in the same order. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isList(a) || !isList(b) || a.constructor !== b.constructor) return false;
  const [these, those] = [[...a], [...b]];
  return these.length === those.length && these.every((one, i) => isSame(one, those[i]));
}

const isList = (value: unknown): value is Iterable<unknown> & object =>
  Array.isArray(value) || value instanceof Map || value instanceof Set;

/** What was made under the names that were asked for last, so many of them; a promise that comes to nothing is not kept. */
export function rememberRecent<Made>(most: number): (name: string, make: () => Made) => Made {
  const kept = new Map<string, Made>();
  return (name, make) => {
    const made = kept.get(name) ?? make();
    kept.delete(name);
    kept.set(name, made);
    if (kept.size > most) kept.delete(kept.keys().next().value ?? name);
    if (made instanceof Promise) made.catch(() => void (kept.get(name) === made && kept.delete(name)));
    return made;
  };
}
