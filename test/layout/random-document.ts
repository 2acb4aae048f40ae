import fc, { type Arbitrary } from "fast-check";
import { figure, heading, list, paragraph, table, words } from "./random-text.ts";

/** A document that uses everything that layout knows. Headings are followed by something; no block is taller than a page. */
export interface RandomDocument {
  readonly html: string;
  readonly css: string;
  readonly lang: "vi" | "en";
}

const look = `
p { font-size: 9pt; line-height: 12.6pt; margin-bottom: 5pt }
h1 { font-size: 20pt; line-height: 26pt; margin-bottom: 6pt }
h2 { font-size: 13pt; line-height: 17pt; margin-top: 14pt; margin-bottom: 5pt }
h3 { font-size: 10pt; line-height: 14pt; margin-top: 8pt; margin-bottom: 2pt }
ul, ol { margin-bottom: 6pt } li { padding-left: 11pt; margin-bottom: 3pt }
.section { margin-top: 12pt }
.two { column-count: 2; column-gap: 14pt } .three { column-count: 3; column-gap: 10pt }
.halves { display: grid; grid-template-columns: 1fr 1fr; column-gap: 14pt; row-gap: 4pt }
.aside-and-main { display: grid; grid-template-columns: 70pt 1fr; column-gap: 10pt }
.thirds { display: grid; grid-template-columns: repeat(3, 1fr); column-gap: 8pt }
.wide { grid-column: span 2 }
.notice { background-color: #faf2e0; border-left: 2.5pt solid #d9a441; padding: 7pt 10pt; margin-bottom: 10pt }
.framed { border: 0.5pt solid #0b4f6c; border-radius: 3pt; padding: 5pt; margin-bottom: 8pt }
.whole { break-inside: avoid } .new { break-before: page }
.chart { float: top; border-top: 0.8pt solid #0b4f6c; padding-top: 4pt; margin-top: 6pt; margin-bottom: 8pt }
.chart p { font-size: 7pt; line-height: 9.5pt; margin-bottom: 1pt }
table { font-size: 7.8pt; line-height: 10.4pt; margin-top: 6pt; margin-bottom: 8pt } caption { margin-bottom: 3pt; break-after: avoid }
th, td { padding: 2.2pt 6pt 2.2pt 0pt } thead tr { border-bottom: 1pt solid #0b4f6c } tbody tr { border-bottom: 0.5pt solid #d5dce2 }
tr.group { break-after: avoid } td.number { text-align: decimal; font-variant-numeric: tabular-nums } td.day { white-space: nowrap }
.chip { font-size: 6.5pt; background-color: #faf2e0; border: 0.5pt solid #d9a441; border-radius: 3pt; padding: 1pt 3.5pt }
.cite { font-size: 6.2pt } .link { text-decoration: underline } .caps { text-transform: uppercase; letter-spacing: 0.6pt }
`;

const lowFigures = ".low { height: 24pt } .high { height: 46pt }";
/** The page of a brief, with figures that take a third of it. */
export const a4 = { page: "size: A4; margin: 17mm", figures: ".low { height: 90pt } .high { height: 210pt }" };
const pageStyles = [
  { page: "size: 300pt 420pt; margin: 30pt", figures: lowFigures },
  { page: "size: 360pt 300pt; margin: 24pt 30pt", figures: lowFigures },
  a4,
];

/** The blocks of a document in one language. */
interface Vocabulary {
  readonly lang: string;
  /** Whether figures stand in cells of grids and in frames too, which they can't leave. */
  readonly fixedFigures: boolean;
}

const joined = (blocks: Arbitrary<string>, maxLength: number): Arbitrary<string> =>
  fc.array(blocks, { minLength: 1, maxLength }).map((all) => all.join(""));
const inClass = (name: string, content: Arbitrary<string>): Arbitrary<string> =>
  content.map((html) => `<div class="${name}">${html}</div>`);
const headed = (lang: string, next: Arbitrary<string>): Arbitrary<string> => fc.tuple(heading(lang), next).map((all) => all.join(""));

/** The same in both languages, side by side. */
const pair = (one: (lang: string) => Arbitrary<string>): Arbitrary<string> =>
  fc
    .tuple(one("vi"), one("en"))
    .map(([left, right]) => `<div class="halves pair"><div lang="vi">${left}</div><div lang="en">${right}</div></div>`);

const small = (lang: string, figures: boolean): Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: paragraph(lang) },
    { weight: 1, arbitrary: list(lang) },
    { weight: figures ? 1 : 0, arbitrary: figure(lang) },
  );

/** Blocks that may stand in columns, cells and asides; a heading never stands last. */
function few({ lang, figures, maxLength }: { lang: string; figures: boolean; maxLength: number }): Arbitrary<string> {
  const one = small(lang, figures);
  return joined(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: headed(lang, one) }), maxLength);
}

const grid = (name: string, cell: Arbitrary<string>, maxLength: number): Arbitrary<string> =>
  fc.array(cell, { minLength: 1, maxLength }).map((cells) => {
    const divs = cells.map((html, i) => `<div${i % 5 === 4 ? ' class="wide"' : ""}>${html}</div>`);
    return `<div class="${name}">${divs.join("")}</div>`;
  });

function block({ lang, fixedFigures: figures }: Vocabulary): Arbitrary<string> {
  const cell = few({ lang, figures, maxLength: 2 });
  const columns = few({ lang, figures: true, maxLength: 6 });
  const pairOfText = pair((one) => paragraph(one));
  return fc.oneof(
    { weight: 6, arbitrary: small(lang, true) },
    { weight: 2, arbitrary: table(lang) },
    { weight: 2, arbitrary: fc.constantFrom("two", "three").chain((name) => inClass(name, columns)) },
    { weight: 1, arbitrary: inClass("halves", joined(small(lang, figures), 4)) },
    { weight: 1, arbitrary: grid("thirds", cell, 6) },
    { weight: 1, arbitrary: grid("aside-and-main", cell, 4) },
    { weight: 1, arbitrary: inClass("two", pairOfText) },
    { weight: 2, arbitrary: joined(pairOfText, 4) },
    { weight: 1, arbitrary: fc.tuple(pair(heading), pairOfText).map((all) => all.join("")) },
    { weight: 1, arbitrary: pair(figure) },
    { weight: 1, arbitrary: few({ lang, figures, maxLength: 3 }).map((html) => `<aside class="notice">${html}</aside>`) },
    { weight: 1, arbitrary: paragraph(lang, 4).map((html) => `<aside class="framed whole">${html}</aside>`) },
    { weight: 1, arbitrary: words(lang, 1, 9).map((text) => `<p></p><div id="s"></div><p>${text}</p>`) },
  );
}

function section(vocabulary: Vocabulary): Arbitrary<string> {
  const { lang } = vocabulary;
  const one = block(vocabulary);
  return fc
    .tuple(heading(lang), joined(fc.oneof(one, headed(lang, one)), 4))
    .map(([title, blocks]) => `<section class="section">${title}${blocks}<p>Hết phần.</p></section>`);
}

const forcedBreak = (lang: string): Arbitrary<string> =>
  words(lang, 1, 9).chain((text) =>
    fc.constantFrom(
      `<p class="new">${text}</p>`,
      `<section class="new"><h2>${text}</h2><p>${text}</p></section>`,
      `<div><p>${text}</p><div><p class="new">${text}</p></div><p>${text}</p></div>`,
      `<div class="two"><p>${text}</p><p class="new">${text}</p></div>`,
    ),
  );

/** `breaks: false` for promises that speak of pages whose end nobody asked for. */
export function randomDocument({ breaks = true, fixedFigures = true, maxLength = 9, pages = pageStyles } = {}): Arbitrary<RandomDocument> {
  return fc.constantFrom("vi" as const, "en" as const).chain((lang) => {
    const one = block({ lang, fixedFigures });
    const part = fc.oneof(
      { weight: 4, arbitrary: one },
      { weight: 2, arbitrary: headed(lang, one) },
      { weight: 2, arbitrary: section({ lang, fixedFigures }) },
      { weight: breaks ? 1 : 0, arbitrary: forcedBreak(lang) },
    );
    return fc.tuple(fc.constantFrom(...pages), joined(part, maxLength)).map(([{ page, figures }, parts]) => ({
      lang,
      css: `@page { ${page} } ${figures} ${look}`,
      html: `<h1>Tiêu đề</h1><p>Mở đầu.</p>${parts}<p>Hết.</p>`,
    }));
  });
}
