import { describe, expect, test } from "vitest";
import { add, bytesOf, changeable, dict, find, follow, name, replaceData, stream, type ChangeableFile } from "./change-file.ts";
import { Ref, Stream, type Dict, type Raw } from "./check/raw.ts";
import { entries } from "./check/read-pdf.ts";
import { checkParsed } from "./check-pdf.ts";
import { render, sampleDocument } from "./sample-document.ts";

const bytes = await render(sampleDocument());

type Fault = readonly [what: string, change: (file: ChangeableFile) => unknown, finding: RegExp];

function findsEach(faults: readonly Fault[]): void {
  test.each(faults)("%s", (_what, change, finding) => {
    const file = changeable(bytes);
    change(file);
    expect(checkParsed(file).join("\n")).toMatch(finding);
  });
}

test("the file that all faults are made in has none", () => {
  expect(checkParsed(changeable(bytes))).toEqual([]);
});

describe("what may be nowhere in a file of PDF/A is found:", () => {
  const inPage = (key: string, finding: RegExp): Fault => [key, (file) => find(file, "Type", "Page").set(key, dict({})), finding];
  const inCatalog = (key: string): Fault => [key, (file) => file.catalog.set(key, dict({})), new RegExp(`the catalog has ${key}`)];
  const action = (type: string): Fault => [
    `the action ${type}`,
    (file) => add(file, dict({ S: name(type) })),
    new RegExp(`6\\.5\\.1: there is an action ${type}`),
  ];
  findsEach([
    ...["OCProperties", "AcroForm", "OpenAction", "Requirements", "Perms", "NeedsRendering", "Collection"].map(inCatalog),
    ...["AA", "PresSteps", "TR", "TR2", "HTP", "OPI", "PS", "Ref", "Alternates", "XFA", "JS"].map((key) =>
      inPage(key, new RegExp(`there is an entry ${key}`)),
    ),
    ...["Launch", "JavaScript", "SetOCGState", "NOP", "GoToR", "Named"].map(action),
    [
      "alternate presentations",
      (file) => follow(file, file.catalog, "Names").set("AlternatePresentations", dict({})),
      /6\.10: there are names/,
    ],
    ["encryption", (file) => file.trailer.set("Encrypt", new Ref(1)), /6\.1\.3: the file is encrypted/],
    ["too many objects", (file) => Object.defineProperty(file.objects, "size", { value: 8_388_608 }), /6\.1\.13: there are more than/],
    ["metadata of a part", (file) => add(file, stream({ Type: name("Metadata") })), /6\.6\.2: there is other metadata/],
    ["a long string", (file) => add(file, Buffer.alloc(32_768)), /6\.1\.13: a string/],
    ["a long name", (file) => add(file, name("n".repeat(128))), /6\.1\.13: a name/],
    ["a long key", (file) => add(file, dict({ ["k".repeat(128)]: 1 })), /6\.1\.13: a name/],
    ["a name that is not UTF-8", (file) => add(file, name("\u00e9")), /6\.1\.8/],
    ["a large integer", (file) => add(file, [2 ** 31]), /6\.1\.13: an integer/],
    ["a small integer", (file) => add(file, -(2 ** 31) - 1), /6\.1\.13: an integer/],
    ["a real number near zero", (file) => add(file, 1e-39), /6\.1\.13: a real number/],
    ["LZW", (file) => add(file, stream({ Filter: name("LZWDecode") })), /6\.1\.7: the filter LZWDecode/],
    [
      "LZW before another filter",
      (file) => add(file, stream({ Filter: [name("LZWDecode"), name("FlateDecode")] })),
      /6\.1\.7: the filter LZW/,
    ],
    ["a filter of encryption", (file) => add(file, stream({ Filter: name("Crypt") })), /6\.1\.7: the filter Crypt/],
    ["a stream in another file", (file) => add(file, stream({ F: bytesOf("a.bin") })), /6\.1\.7: a stream has the entry F/],
  ]);
});

describe("what is wrong with colours and images is found:", () => {
  const image = (entries: Record<string, Raw>) => (file: ChangeableFile) =>
    add(file, stream({ Type: name("XObject"), Subtype: name("Image"), ColorSpace: name("DeviceRGB"), BitsPerComponent: 8, ...entries }));
  const profile = (at: number, text: string) => (file: ChangeableFile) =>
    replaceData(file, find(file, "S", "GTS_PDFA1"), "DestOutputProfile", (data) => {
      data.write(text, at, "latin1");
      return data;
    });
  findsEach([
    ["a profile for scanners", profile(12, "scnr"), /6\.2\.3: the output profile/],
    ["a profile of version 5", profile(8, "\u0005"), /6\.2\.3: the output profile/],
    ["a profile for printing inks", profile(16, "CMYK"), /6\.2\.4\.3: the output profile/],
    ["a second output intent", ({ catalog }) => catalog.set("OutputIntents", [dict({}), dict({})]), /6\.2\.3: there is not one/],
    ["an interpolated image", image({ Interpolate: true }), /6\.2\.8: an image is interpolated/],
    ["an image of three bits", image({ BitsPerComponent: 3 }), /6\.2\.8: an image has odd bits/],
    ["an image in inks", image({ ColorSpace: name("DeviceCMYK") }), /6\.2\.4\.3: an image/],
    ["an image in spot colours", image({ ColorSpace: [name("Indexed"), [name("Separation")], 1, bytesOf("")] }), /6\.2\.4\.3: an image/],
    ["an image with a rendering intent of its own", image({ Intent: name("Nice") }), /6\.2\.6/],
    ["a form", image({ Subtype: name("Form") }), /6\.2\.9: an external object is of type Form/],
    ["PostScript", image({ Subtype: name("PS") }), /6\.2\.9: an external object is of type PS/],
  ]);
});

describe("what is wrong with fonts is found:", () => {
  const font = (file: ChangeableFile) => find(file, "Subtype", "Type0");
  const descendant = (file: ChangeableFile) => find(file, "Subtype", "CIDFontType2");
  const descriptor = (file: ChangeableFile) => find(file, "Type", "FontDescriptor");
  const unicode = (text: string) => (file: ChangeableFile) =>
    replaceData(file, font(file), "ToUnicode", (cmap) =>
      Buffer.from(cmap.toString("latin1").replace(/<0001> <[0-9a-f]+>/, `<0001> <${text}>`)),
    );
  findsEach([
    ["one that does not say that it is one", (file) => font(file).set("Type", name("Fond")), /6\.2\.11\.2.*Type of .* is not Font/],
    ["a simple one", (file) => font(file).set("Subtype", name("TrueType")), /Subtype of .* is not Type0/],
    ["one that writes downwards", (file) => font(file).set("Encoding", name("Identity-V")), /6\.2\.11\.3: Encoding/],
    ["one without glyph map", (file) => descendant(file).delete("CIDToGIDMap"), /6\.2\.11\.3: CIDToGIDMap/],
    ["one without character collection", (file) => descendant(file).delete("CIDSystemInfo"), /6\.2\.11\.3: .* has no CIDSystemInfo/],
    ["one by two names", (file) => descriptor(file).set("FontName", name("AAAAAA+Other")), /FontName of .* is not/],
    ["one that lists its characters", (file) => descriptor(file).set("CIDSet", stream({})), /6\.2\.11\.4: .* has CIDSet/],
    ["one with two programs", (file) => descriptor(file).set("FontFile3", stream({})), /6\.2\.11\.4: .* has FontFile3/],
    ["a program of another length", (file) => follow(file, descriptor(file), "FontFile2").set("Length1", 1), /Length1 of .* is wrong/],
    [
      "a program without metrics",
      (file) =>
        replaceData(file, descriptor(file), "FontFile2", (data) => Buffer.from(data.toString("latin1").replace("hmtx", "hmtz"), "latin1")),
      /6\.2\.11\.2: the program of .* lacks hmtx/,
    ],
    ["a code that stands for zero", unicode("0000"), /6\.2\.11\.7.*code 1 /],
    ["a code that stands for a byte order mark", unicode("feff"), /6\.2\.11\.7.*code 1 /],
    ["a code that stands for a noncharacter", unicode("fffe"), /6\.2\.11\.7.*code 1 /],
    ["a code that stands for a character of private use", unicode("e000"), /6\.2\.11\.7.*code 1 /],
    ["a code that stands for half a character", unicode("d800"), /6\.2\.11\.7.*code 1 /],
    ["a code that stands for nothing", unicode(""), /6\.2\.11\.7.*code 1 /],
  ]);
});

describe("what is wrong with pages and annotations is found:", () => {
  const page = (file: ChangeableFile) => find(file, "Type", "Page");
  const web = (file: ChangeableFile) => follow(file, find(file, "Subtype", "Link"), "A");
  findsEach([
    ["a page that is too small", (file) => page(file).set("MediaBox", [0, 0, 2, 300]), /6\.1\.13: the page's size/],
    ["a part of it that is too small", (file) => page(file).set("CropBox", [10, 10, 12, 300]), /6\.1\.13: the page's size/],
    ["a note", (file) => find(file, "Subtype", "Link").set("Subtype", name("Text")), /an annotation is no link/],
    ["a hidden link", (file) => find(file, "Subtype", "Link").set("F", 6), /6\.3\.2/],
    ["a link that nobody sees", (file) => find(file, "Subtype", "Link").set("F", 4 + 32), /6\.3\.2/],
    ["a link to another file", (file) => web(file).set("S", name("GoToE")), /leads nowhere/],
    ["a link that does more", (file) => web(file).set("Next", dict({})), /leads nowhere/],
    ["a link in a Span", (file) => find(file, "S", "Link").set("S", name("Span")), /7\.18\.5: the link .* belongs to Span/],
    ["an attachment without name", (file) => find(file, "Type", "Filespec").delete("UF"), /UA 7\.11: UF is missing/],
    [
      "an attachment without a name for old readers",
      (file) => find(file, "Type", "Filespec").set("F", bytesOf("")),
      /UA 7\.11: F is missing/,
    ],
    ["an attachment of no date", (file) => follow(file, find(file, "Type", "EmbeddedFile"), "Params").delete("ModDate"), /6\.8: ModDate/],
  ]);
});

describe("what is wrong with the tag tree is found:", () => {
  const root = (file: ChangeableFile) => follow(file, file.catalog, "StructTreeRoot");
  const roles = (file: ChangeableFile) => follow(file, root(file), "RoleMap");
  const attributes = (file: ChangeableFile, type: string) => find(file, "S", type).get("A");
  const map = (entries: Record<string, string>) => (file: ChangeableFile) =>
    Object.entries(entries).forEach(([from, to]) => roles(file).set(from, name(to)));
  findsEach([
    ["a standard type that is mapped", map({ P: "Span" }), /7\.1: the standard type P is mapped/],
    ["a map in a circle", map({ Aside: "Other", Other: "Aside" }), /Aside is mapped to no standard type/],
    ["a map that leads nowhere", map({ Aside: "Other" }), /Aside is mapped to no standard type/],
    ["a tree that is none", (file) => file.catalog.delete("StructTreeRoot"), /not one Document at its root/],
    ["a Document that hangs in the air", (file) => find(file, "S", "Document").delete("P"), /the Document's parent/],
    ["an element that hangs in the air", (file) => find(file, "S", "H1").delete("P"), /a child has another parent/],
    ["a heading without number", (file) => find(file, "S", "H2").set("S", name("H")), /7\.4\.4/],
    ["an empty element", (file) => find(file, "S", "Caption").delete("K"), /Caption .*holds nothing/],
    ["an item of two bodies", (file) => find(file, "S", "Lbl").set("S", name("LBody")), /7\.6: is made of LBody, LBody/],
    ["an expansion that says nothing", (file) => find(file, "S", "P").set("E", bytesOf(" ")), /E is blank/],
    ["a foot without a body", (file) => find(file, "S", "TBody").set("S", name("TFoot")), /there is a TFoot and no TBody/],
    ["two heads", (file) => find(file, "S", "TBody").set("S", name("THead")), /may be there once is there twice/],
    ["a cell of an irregular table without headers", (file) => find(file, "S", "TD").delete("A"), /irregular table has no Headers/],
    [
      "headers that are no headers",
      (file) => (attributes(file, "TD") as Map<string, Raw>).set("Headers", [bytesOf("note-27")]),
      /is no header of the table/,
    ],
    ["a list of unknown kind", (file) => find(file, "S", "L").delete("A"), /7\.6: has labels and no ListNumbering/],
    ["a link without annotation", (file) => find(file, "S", "Link").set("K", 2), /7\.18\.5: has no annotation/],
    [
      "a leaf of the parent tree that lies about its limits",
      (file) => (entries(file, entries(file, follow(file, root(file), "ParentTree"), "Kids")[0], "Limits")[1] = 99),
      /7\.9\.7: a leaf of the parent tree/,
    ],
    ["a next key of the parent tree that is in use", (file) => root(file).set("ParentTreeNextKey", 1), /ParentTreeNextKey is in use/],
    ["a parent tree that leads astray", (file) => swapParents(file, root(file)), /the parent tree does not lead/],
  ]);
  test("a type that is mapped by way of another is what it comes to", () => {
    const file = changeable(bytes);
    map({ Aside: "Other", Other: "Div" })(file);
    expect(checkParsed(file)).toEqual([]);
  });
});

function swapParents(file: ChangeableFile, root: Dict): void {
  const numbers = entries(file, entries(file, follow(file, root, "ParentTree"), "Kids")[0], "Nums");
  const parents = numbers.find((entry) => Array.isArray(entry)) as Raw[];
  parents.reverse();
}

describe("what is wrong with metadata is found:", () => {
  const xmp = (change: (source: string) => string) => (file: ChangeableFile) =>
    replaceData(file, file.catalog, "Metadata", (data) => {
      const source = data.toString("utf8");
      expect(change(source)).not.toBe(source);
      return Buffer.from(change(source));
    });
  const replaced = (from: string | RegExp, to: string) => xmp((source) => source.replace(from, to));
  const property = "<pdfaProperty:category>internal</pdfaProperty:category>";
  findsEach([
    ["a packet that tells its length", replaced('kc9d"?>', 'kc9d" bytes="9"?>'), /the packet's header/],
    ["a packet that tells its encoding", replaced('kc9d"?>', 'kc9d" encoding="UTF-8"?>'), /the packet's header/],
    ["a packet without end", replaced('<?xpacket end="r"?>', ""), /the packet's header or end/],
    [
      "a packet that is not UTF-8",
      (file) => replaceData(file, file.catalog, "Metadata", (data) => Buffer.from(data.toString("utf8"), "utf16le")),
      /not well-formed/,
    ],
    ["a property that nobody knows", replaced("<dc:format>", "<dc:mood>good</dc:mood><dc:format>"), /does not explain dc:mood/],
    ["a property of another kind", replaced(/<dc:creator>.*<\/dc:creator>/, "<dc:creator>A</dc:creator>"), /dc:creator is no Seq/],
    ["a list of another kind", replaced(/<rdf:Seq>(<rdf:li>.*<\/rdf:li>)<\/rdf:Seq>/, "<rdf:Bag>$1</rdf:Bag>"), /dc:creator is no Seq/],
    ["a text in no language", replaced(' xml:lang="x-default"', ""), /dc:title is no Alt/],
    ["a date of another form", replaced(/<xmp:MetadataDate>[^<]*/, "<xmp:MetadataDate>tomorrow"), /xmp:MetadataDate is no Date/],
    ["a part that is no number", replaced("<pdfuaid:part>1", "<pdfuaid:part>one"), /pdfuaid:part is no Integer/],
    [
      "two parts",
      replaced("<pdfuaid:part>1</pdfuaid:part>", "<pdfuaid:part>1</pdfuaid:part><pdfuaid:part>1</pdfuaid:part>"),
      /pdfuaid:part is 1, not 1/,
    ],
    [
      "a prefix for another namespace",
      replaced('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"', 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id"'),
      /the prefix pdfaid stands for/,
    ],
    ["a prefix for none", replaced(/ xmlns:pdf="[^"]*"/, ""), /the prefix pdf stands for undefined/],
    ["an explanation without category", replaced(property, ""), /an extension schema is not described/],
    [
      "an explanation of another category",
      replaced(property, property.replace("internal", "secret")),
      /an extension schema is not described/,
    ],
    [
      "an explanation with more than it may have",
      replaced(property, `${property}<pdfaProperty:mood>good</pdfaProperty:mood>`),
      /an extension schema is not described/,
    ],
    [
      "explanations in another kind of list",
      replaced(/<rdf:Bag>(<rdf:li rdf:parseType[^]*)<\/rdf:Bag>/, "<rdf:Seq>$1</rdf:Seq>"),
      /not described|does not explain/,
    ],
    [
      "a packet in a filter",
      (file) => follow(file, file.catalog, "Metadata").set("Filter", name("FlateDecode")),
      /compressed|not well-formed|incorrect header/,
    ],
  ]);
});

test("streams are read through their filter", () => {
  expect(() => new Stream(dict({ Filter: name("LZWDecode") }), Buffer.alloc(0)).data).toThrow("a filter that is not read here");
});
