import { Name, Ref, Stream, type Dict, type Raw } from "./check/raw.ts";
import { nameOf, readPdf } from "./check/read-pdf.ts";

/**
 * The same objects as a file with a classic cross-reference table, each by itself with an entry a line, so that parts can
 * be replaced in it.
 */
export function plainFile(packed: Uint8Array): Buffer {
  const { objects, trailer } = readPdf(packed);
  let file = "%PDF-1.7\n%\xff\xff\xff\xff\n";
  const offsets: number[] = [];
  const plain = [...objects].filter(([, value]) => !isOfFile(value)).toSorted(([a], [b]) => a - b);
  for (const [number, value] of plain) {
    offsets.push(file.length);
    file += `${number} 0 obj\n${formatObject(value)}\nendobj\n`;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const entries: Dict = new Map([
    ["Size", offsets.length + 1],
    ...["Root", "Info", "ID"].map((key): [string, Raw] => [key, trailer.get(key)!]),
  ]);
  const table = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n${formatRaw(entries)}\n`;
  return Buffer.from(`${file}${table}startxref\n${file.length}\n%%EOF\n`, "latin1");
}

/** Object streams and cross-reference streams, which are the file's own. */
const isOfFile = (value: Raw): boolean => value instanceof Stream && ["ObjStm", "XRef"].includes(nameOf(value.dict.get("Type")) ?? "");

const formatObject = (value: Raw): string =>
  value instanceof Stream ? `${formatRaw(value.dict)}\nstream\n${Buffer.from(value.raw).toString("latin1")}\nendstream` : formatRaw(value);

function formatRaw(value: Raw, key = ""): string {
  if (value instanceof Name)
    return `/${value.value.replaceAll(/[^A-Za-z0-9.+_-]/g, (char) => `#${hex(char.charCodeAt(0)).toUpperCase()}`)}`;
  if (value instanceof Ref) return `${value.number} 0 R`;
  if (value instanceof Uint8Array) return key === "CheckSum" ? `<${Array.from(value, hex).join("")}>` : formatLiteral(value);
  if (Array.isArray(value)) return `[${value.map((item) => formatRaw(item, key)).join(" ")}]`;
  if (value instanceof Map) return `<<\n${Array.from(value, ([name, entry]) => `/${name} ${formatRaw(entry, name)}\n`).join("")}>>`;
  if (value instanceof Stream) throw new Error("a stream stands within another object");
  return String(value);
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

const formatLiteral = (bytes: Uint8Array): string =>
  `(${Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/[()\\]/g, String.raw`\$&`)
    .replaceAll("\r", String.raw`\r`)})`;
