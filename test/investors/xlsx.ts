import { crc32 } from "node:zlib";

/** A cell: text, a number, a day as Excel keeps it, or raw XML of a `c` element. */
export type Cell = string | number | { readonly day: string } | { readonly raw: string } | null;

/** An XLSX workbook (ECMA-376) whose first sheet has these rows; a row may say its number (1-based) before its cells. */
export function xlsx(rows: readonly (readonly Cell[])[], { firstRow = 1, sheets = 1 } = {}): Buffer {
  const data = rows.map(
    (cells, i) => `<row r="${firstRow + i}">${cells.map((cell, j) => cellXml(cell, `${columnName(j)}${firstRow + i}`)).join("")}</row>`,
  );
  const names = Array.from({ length: sheets }, (_, i) => i + 1);
  return zip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets>${names.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packageRelations}">${names.map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${spreadsheet}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((n) => [
        `xl/worksheets/sheet${n}.xml`,
        `<worksheet xmlns="${spreadsheet}"><sheetData>${n === 1 ? data.join("") : ""}</sheetData></worksheet>`,
      ]),
    ),
  });
}

const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

const columnName = (index: number): string => String.fromCharCode(65 + index);

function cellXml(cell: Cell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ("raw" in cell) return cell.raw.replace("<c", `<c r="${reference}"`);
  // Days since 30 December 1899.
  return `<c r="${reference}" s="1"><v>${Math.round((Date.parse(cell.day) - Date.UTC(1899, 11, 30)) / 86_400_000)}</v></c>`;
}

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Stored, not compressed (APPNOTE 4.3). */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const sizes = Buffer.alloc(16);
    [crc32(bytes), bytes.length, bytes.length].forEach((value, i) => sizes.writeUInt32LE(value, i * 4));
    sizes.writeUInt16LE(path.length, 12);
    const local = Buffer.concat([Buffer.from("504b03041400000000000000 0000".replace(" ", ""), "hex"), sizes, path, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("504b0102140014000000000000000000", "hex"), sizes, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
