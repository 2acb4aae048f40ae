/** The file that a page was put in front of by `addCover`, as it was; null: nothing was. */
export function baseOf(file: Uint8Array): Uint8Array | null {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(-40))?.[1] ?? Number.NaN);
  const before = /^\d+ 0 obj\n<<[^\n]*?\/Prev (\d+)\b/.exec(text.slice(start, start + 1000))?.[1];
  const end = `startxref\n${before}\n%%EOF\n`;
  const at = before === undefined ? -1 : text.indexOf(end, Number(before));
  return at < 0 ? null : file.subarray(0, at + end.length);
}
