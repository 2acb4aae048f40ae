/** RFC 5322 2.1.1 asks for 78; quoted answers need two more. */
const columns = 76;

/** Lines broken at spaces, those of a list hanging; an address of the web is never broken. Blank lines never follow one another. */
export function wrapPlainText(text: string): string {
  const lines = text.split("\n").flatMap((line) => wrapLine(line.trimEnd()));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function wrapLine(line: string): string[] {
  const indent = /^ *(?:- )?/.exec(line)?.[0].length ?? 0;
  const wrapped: string[] = [];
  let current = line.slice(0, indent);
  for (const word of line.slice(indent).split(" ")) {
    // A space that does not break is a word like any other.
    const fresh = /^ *$/.test(current) || current.length === indent;
    if (!fresh && current.length + 1 + word.length > columns) {
      wrapped.push(current);
      current = " ".repeat(indent) + word;
    } else current += fresh ? word : ` ${word}`;
  }
  return [...wrapped, current];
}
