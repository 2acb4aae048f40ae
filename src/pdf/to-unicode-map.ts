// A block may have a hundred lines (Adobe Technical Note 5014).
const linesOfBlock = 100;

/** A ToUnicode CMap (ISO 32000-1 9.10.3): the text that each two-byte code from 1 on stands for. */
export function toUnicodeMap(texts: readonly string[]): string {
  // Code 0 is the missing glyph, which has no text.
  const lines = texts
    .map((text, code) => `<${hex(code)}> <${Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i))).join("")}>`)
    .slice(1);
  const blocks = Array.from({ length: Math.ceil(lines.length / linesOfBlock) }, (_, i) =>
    lines.slice(i * linesOfBlock, (i + 1) * linesOfBlock),
  );
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.map((block) => `${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`).join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const hex = (unit: number): string => unit.toString(16).padStart(4, "0");
