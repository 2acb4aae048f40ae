import fc, { type Arbitrary } from "fast-check";

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
.low { height: 24pt } .high { height: 46pt }
table { font-size: 7.8pt; line-height: 10.4pt; margin-top: 6pt; margin-bottom: 8pt } caption { margin-bottom: 3pt; break-after: avoid }
th, td { padding: 2.2pt 6pt 2.2pt 0pt } thead tr { border-bottom: 1pt solid #0b4f6c } tbody tr { border-bottom: 0.5pt solid #d5dce2 }
tr.group { break-after: avoid } td.number { text-align: decimal; font-variant-numeric: tabular-nums } td.day { white-space: nowrap }
.chip { font-size: 6.5pt; background-color: #faf2e0; border: 0.5pt solid #d9a441; border-radius: 3pt; padding: 1pt 3.5pt }
.cite { font-size: 6.2pt } .link { text-decoration: underline } .caps { text-transform: uppercase; letter-spacing: 0.6pt }
`;

const pages = ["size: 300pt 420pt; margin: 30pt", "size: 360pt 300pt; margin: 24pt 30pt", "size: A4; margin: 17mm"];

const vietnamese =
  "Bình Dương thu hút vốn đầu tư nước ngoài; khu công nghiệp, (VSIP) “Việt Nam – Singapore” gần kín chỗ: 40,3 % quỹ đất.".split(" ");
const english =
  "Foreign investors registered more than US$ 40.3 billion by 2024–2025, and/or (planned) “smart city” land; 12 % free.".split(" ");
const word = (lang: string): Arbitrary<string> => fc.constantFrom(...(lang === "vi" ? vietnamese : english));
const words = (lang: string, minLength: number, maxLength: number): Arbitrary<string> =>
  fc.array(word(lang), { minLength, maxLength }).map((all) => all.join(" "));

const mark = '<sup class="cite"><a href="#s">12</a></sup>';
/** Inline markup of every kind round some words. */
const inline = (lang: string): Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: words(lang, 1, 12) },
    { weight: 1, arbitrary: words(lang, 1, 6).map((text) => `<strong>${text}</strong>`) },
    { weight: 1, arbitrary: words(lang, 1, 6).map((text) => `<em>${text}</em>`) },
    { weight: 1, arbitrary: words(lang, 1, 4).map((text) => `<a class="link" href="https://example.org/a/b">${text}</a>`) },
    { weight: 2, arbitrary: word(lang).map((text) => `<data value="o1">${text}</data>${mark}`) },
    { weight: 1, arbitrary: words(lang, 1, 2).map((text) => `<span class="chip">${text}</span>`) },
    { weight: 1, arbitrary: word(lang).map((text) => `${text}<sub>2</sub><br>${text}`) },
    { weight: 1, arbitrary: words(lang, 1, 2).map((text) => `<span class="caps" lang="en">${text}</span>`) },
    { weight: 1, arbitrary: fc.integer({ min: 20, max: 120 }).map((length) => "Khôngđứtđoạn".repeat(10).slice(0, length)) },
  );
const inlines = (lang: string, maxLength: number): Arbitrary<string> =>
  fc.array(inline(lang), { minLength: 1, maxLength }).map((all) => all.join(" "));
const paragraph = (lang: string, maxLength = 9): Arbitrary<string> => inlines(lang, maxLength).map((text) => `<p>${text}</p>`);
const heading = (lang: string): Arbitrary<string> =>
  fc.tuple(fc.constantFrom("h2", "h3", "h4"), words(lang, 1, 9)).map(([name, text]) => `<${name}>${text}</${name}>`);

const figure = (lang: string): Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom("low", "high"), words(lang, 2, 8), words(lang, 1, 4), words(lang, 1, 4))
    .map(
      ([height, title, subtitle, source]) =>
        `<figure class="chart"><figcaption><p>${title}</p><p>${subtitle}</p></figcaption><img class="${height}" src="chart:a" alt="a"><p>${source}</p></figure>`,
    );

const list = (lang: string): Arbitrary<string> => {
  const item = fc
    .tuple(inlines(lang, 4), fc.option(fc.array(words(lang, 1, 6), { minLength: 1, maxLength: 3 }), { freq: 4 }))
    .map(([text, inner]) => `<li><p>${text}</p>${inner ? `<ul>${inner.map((one) => `<li>${one}</li>`).join("")}</ul>` : ""}</li>`);
  return fc
    .tuple(fc.constantFrom("ul", "ol"), fc.array(item, { minLength: 1, maxLength: 5 }))
    .map(([name, items]) => `<${name}>${items.join("")}</${name}>`);
};

const pair = (one: (lang: string) => Arbitrary<string>): Arbitrary<string> =>
  fc
    .tuple(one("vi"), one("en"))
    .map(([left, right]) => `<div class="halves pair"><div lang="vi">${left}</div><div lang="en">${right}</div></div>`);

const number = (lang: string): Arbitrary<string> =>
  fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.option(fc.integer({ min: 0, max: 999 }))).map(([whole, part]) => {
    const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, lang === "vi" ? "." : ",");
    return part === null ? grouped : `${grouped}${lang === "vi" ? "," : "."}${part}`;
  });

const row = (lang: string): Arbitrary<string> =>
  fc.tuple(inlines(lang, 2), number(lang), fc.boolean(), words(lang, 0, 3)).map(([name, value, chip, note]) => {
    const status = chip ? '<span class="chip">kế hoạch</span>' : "–";
    return `<tr><th>${name}</th><td class="number">${value}${mark}</td><td class="day">15/01/2024</td><td>${status} ${note}</td></tr>`;
  });
const group = (lang: string): Arbitrary<string> =>
  fc
    .tuple(words(lang, 1, 5), fc.array(row(lang), { minLength: 1, maxLength: 5 }))
    .map(([name, rows]) => `<tr class="group"><th colspan="4" scope="col">${name}</th></tr>${rows.join("")}`);
const table = (lang: string): Arbitrary<string> =>
  fc
    .tuple(
      fc.option(words(lang, 1, 8)),
      fc.boolean(),
      fc.array(fc.oneof({ weight: 3, arbitrary: row(lang) }, { weight: 1, arbitrary: group(lang) }), { minLength: 1, maxLength: 12 }),
    )
    .map(([caption, head, rows]) => {
      const top = '<thead><tr><th>Tên</th><th class="number">Số</th><th>Ngày</th><th>Trạng thái</th></tr></thead>';
      return `<table>${caption === null ? "" : `<caption>${caption}</caption>`}${head ? top : ""}<tbody>${rows.join("")}</tbody></table>`;
    });

const small = (lang: string): Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: paragraph(lang) }, { weight: 1, arbitrary: list(lang) }, { weight: 1, arbitrary: figure(lang) });
/** Blocks that may stand in columns, cells and asides; a heading never stands last. */
const few = (lang: string, maxLength: number): Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: small(lang) }, { weight: 1, arbitrary: headed(lang, small(lang)) }), {
      minLength: 1,
      maxLength,
    })
    .map((all) => all.join(""));
const headed = (lang: string, next: Arbitrary<string>): Arbitrary<string> => fc.tuple(heading(lang), next).map((all) => all.join(""));
const inClass = (name: string, content: Arbitrary<string>): Arbitrary<string> =>
  content.map((html) => `<div class="${name}">${html}</div>`);
const cells = (lang: string, name: string, count: number): Arbitrary<string> =>
  fc
    .array(few(lang, 2), { minLength: 1, maxLength: count * 2 })
    .map((all) => `<div class="${name}">${all.map((cell, i) => `<div${i % 5 === 4 ? ' class="wide"' : ""}>${cell}</div>`).join("")}</div>`);

const block = (lang: string): Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: small(lang) },
    { weight: 2, arbitrary: table(lang) },
    { weight: 2, arbitrary: fc.constantFrom("two", "three").chain((name) => inClass(name, few(lang, 6))) },
    {
      weight: 1,
      arbitrary: inClass(
        "halves",
        fc.array(small(lang), { minLength: 1, maxLength: 4 }).map((all) => all.join("")),
      ),
    },
    { weight: 1, arbitrary: cells(lang, "thirds", 3) },
    { weight: 1, arbitrary: cells(lang, "aside-and-main", 2) },
    {
      weight: 1,
      arbitrary: inClass(
        "two",
        pair((one) => paragraph(one, 4)),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(
          pair((one) => paragraph(one)),
          { minLength: 1, maxLength: 4 },
        )
        .map((all) => all.join("")),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          pair(heading),
          pair((one) => paragraph(one)),
        )
        .map((all) => all.join("")),
    },
    { weight: 1, arbitrary: pair(figure) },
    { weight: 1, arbitrary: few(lang, 3).map((html) => `<aside class="notice">${html}</aside>`) },
    { weight: 1, arbitrary: paragraph(lang, 4).map((html) => `<aside class="framed whole">${html}</aside>`) },
    { weight: 1, arbitrary: words(lang, 1, 9).map((text) => `<p></p><div id="s"></div><p>${text}</p>`) },
  );

const headedBlock = (lang: string): Arbitrary<string> => headed(lang, block(lang));
const section = (lang: string): Arbitrary<string> =>
  fc
    .tuple(heading(lang), fc.array(fc.oneof(block(lang), headedBlock(lang)), { minLength: 1, maxLength: 4 }))
    .map(([title, blocks]) => `<section class="section">${title}${blocks.join("")}<p>Hết phần.</p></section>`);

/** `breaks: false` for promises that speak of pages whose end nobody asked for. */
export function randomDocument({ breaks = true, maxLength = 9 } = {}): Arbitrary<RandomDocument> {
  return fc.constantFrom("vi" as const, "en" as const).chain((lang) => {
    const forced = fc
      .tuple(fc.constantFrom("p", "section"), words(lang, 1, 9))
      .map(([name, text]) =>
        name === "p" ? `<p class="new">${text}</p>` : `<section class="new"><h2>${text}</h2><p>${text}</p></section>`,
      );
    const part = fc.oneof(
      { weight: 4, arbitrary: block(lang) },
      { weight: 2, arbitrary: headedBlock(lang) },
      { weight: 2, arbitrary: section(lang) },
      { weight: breaks ? 1 : 0, arbitrary: forced },
    );
    return fc.tuple(fc.constantFrom(...pages), fc.array(part, { minLength: 1, maxLength })).map(([page, parts]) => ({
      lang,
      css: `@page { ${page} } ${look}`,
      html: `<h1>Tiêu đề</h1><p>Mở đầu.</p>${parts.join("")}<p>Hết.</p>`,
    }));
  });
}
