import fc, { type Arbitrary } from "fast-check";

const vietnamese =
  "Bình Dương thu hút vốn đầu tư nước ngoài; khu công nghiệp, (VSIP) “Việt Nam – Singapore” gần kín chỗ: 40,3 % quỹ đất.".split(" ");
const english =
  "Foreign investors registered more than US$ 40.3 billion by 2024–2025, and/or (planned) “smart city” land; 12 % free.".split(" ");
const word = (lang: string): Arbitrary<string> => fc.constantFrom(...(lang === "vi" ? vietnamese : english));

export const words = (lang: string, minLength: number, maxLength: number): Arbitrary<string> =>
  fc.array(word(lang), { minLength, maxLength }).map((all) => all.join(" "));

export const sourceMark = '<sup class="cite"><a href="#s">12</a></sup>';

/** Inline markup of every kind round some words. */
const inline = (lang: string): Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: words(lang, 1, 12) },
    { weight: 1, arbitrary: words(lang, 1, 6).map((text) => `<strong>${text}</strong>`) },
    { weight: 1, arbitrary: words(lang, 1, 6).map((text) => `<em>${text}</em>`) },
    { weight: 1, arbitrary: words(lang, 1, 4).map((text) => `<a class="link" href="https://example.org/a/b">${text}</a>`) },
    { weight: 2, arbitrary: word(lang).map((text) => `<data value="o1">${text}</data>${sourceMark}`) },
    { weight: 1, arbitrary: words(lang, 1, 2).map((text) => `<span class="chip">${text}</span>`) },
    { weight: 1, arbitrary: word(lang).map((text) => `${text}<sub>2</sub><br>${text}`) },
    { weight: 1, arbitrary: words(lang, 1, 2).map((text) => `<span class="caps" lang="en">${text}</span>`) },
    { weight: 1, arbitrary: fc.integer({ min: 20, max: 120 }).map((length) => "Khôngđứtđoạn".repeat(10).slice(0, length)) },
  );

export const inlines = (lang: string, maxLength: number): Arbitrary<string> =>
  fc.array(inline(lang), { minLength: 1, maxLength }).map((all) => all.join(" "));

export const paragraph = (lang: string, maxLength = 9): Arbitrary<string> => inlines(lang, maxLength).map((text) => `<p>${text}</p>`);

export const heading = (lang: string): Arbitrary<string> =>
  fc.tuple(fc.constantFrom("h2", "h3", "h4"), words(lang, 1, 9)).map(([name, text]) => `<${name}>${text}</${name}>`);

export const figure = (lang: string): Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom("low", "high"), words(lang, 2, 8), words(lang, 1, 4), words(lang, 1, 4))
    .map(
      ([height, title, subtitle, source]) =>
        `<figure class="chart"><figcaption><p>${title}</p><p>${subtitle}</p></figcaption>` +
        `<img class="${height}" src="chart:a" alt="a"><p>${source}</p></figure>`,
    );

export function list(lang: string): Arbitrary<string> {
  const item = fc
    .tuple(inlines(lang, 4), fc.option(fc.array(words(lang, 1, 6), { minLength: 1, maxLength: 3 }), { freq: 4 }))
    .map(([text, inner]) => `<li><p>${text}</p>${inner ? `<ul>${inner.map((one) => `<li>${one}</li>`).join("")}</ul>` : ""}</li>`);
  return fc
    .tuple(fc.constantFrom("ul", "ol"), fc.array(item, { minLength: 1, maxLength: 5 }))
    .map(([name, items]) => `<${name}>${items.join("")}</${name}>`);
}

const number = (lang: string): Arbitrary<string> =>
  fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.option(fc.integer({ min: 0, max: 999 }))).map(([whole, part]) => {
    const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, lang === "vi" ? "." : ",");
    return part === null ? grouped : `${grouped}${lang === "vi" ? "," : "."}${part}`;
  });

const row = (lang: string): Arbitrary<string> =>
  fc.tuple(inlines(lang, 2), number(lang), fc.boolean(), words(lang, 0, 3)).map(([name, value, chip, note]) => {
    const status = chip ? '<span class="chip">kế hoạch</span>' : "–";
    return `<tr><th>${name}</th><td class="number">${value}${sourceMark}</td><td class="day">15/01/2024</td><td>${status} ${note}</td></tr>`;
  });

const group = (lang: string): Arbitrary<string> =>
  fc
    .tuple(words(lang, 1, 5), fc.array(row(lang), { minLength: 1, maxLength: 5 }))
    .map(([name, rows]) => `<tr class="group"><th colspan="4" scope="col">${name}</th></tr>${rows.join("")}`);

/** With or without caption and head; groups of rows under headings of their own. */
export function table(lang: string): Arbitrary<string> {
  const rows = fc.array(fc.oneof({ weight: 3, arbitrary: row(lang) }, { weight: 1, arbitrary: group(lang) }), {
    minLength: 1,
    maxLength: 12,
  });
  const top = '<thead><tr><th>Tên</th><th class="number">Số</th><th>Ngày</th><th>Trạng thái</th></tr></thead>';
  return fc.tuple(fc.option(words(lang, 1, 8)), fc.boolean(), rows).map(([caption, head, body]) => {
    const title = caption === null ? "" : `<caption>${caption}</caption>`;
    return `<table>${title}${head ? top : ""}<tbody>${body.join("")}</tbody></table>`;
  });
}
