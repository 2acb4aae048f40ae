/**
 * Where the characters of a YAML text value stand in its source: `positions[i]` is the offset in `source` of `value[i]`.
 * Folding, indentation and block headers differ from the value only in white space, and an escape begins with its
 * backslash, so the two are walked side by side; where they can't be matched, the last place that did match is given.
 */
export function scalarPositions(source: string, value: string): readonly number[] {
  const positions: number[] = [];
  let at = startOfText(source);
  for (const character of value) {
    const found = isSpace(character) ? at : next(source, character, at);
    for (let unit = 0; unit < character.length; unit++) positions.push(Math.min(found, source.length));
    at = isSpace(character) ? skipSpace(source, at) : found + character.length;
  }
  return positions;
}

const isSpace = (character: string) => /\s/.test(character) && character !== "\u00A0";

/** After the header of a block scalar (`>-`, `|2`), or after the opening quote. */
function startOfText(source: string): number {
  const header = /^[|>][-+0-9]*[^\n]*\n\s*/.exec(source);
  return header ? header[0].length : /^["']/.test(source) ? 1 : 0;
}

function skipSpace(source: string, at: number): number {
  let end = at;
  while (end < source.length && isSpace(source[end] ?? "")) end++;
  return end;
}

function next(source: string, character: string, at: number): number {
  const found = source.indexOf(character, at);
  // An escape is longer than its character; anything far away is another occurrence.
  const longestEscape = 10;
  return found === -1 || found - at > longestEscape ? at : found;
}
