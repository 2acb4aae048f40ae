import fc from "fast-check";
import { Parser } from "htmlparser2";
import type { AddressObject } from "mailparser";
import { describe, expect, test } from "vitest";
import { editionLanguages } from "../../src/language/language.ts";
import { cleanName } from "../../src/mail/clean-name.ts";
import { composeMessage } from "../../src/mail/compose-message.ts";
import { bytesOf, readBack, request, requestWith } from "./composing.ts";
import { day, exampleContent, exampleEdition, figure, pdfOf } from "./example-edition.ts";

const addressesOf = (field: AddressObject | readonly AddressObject[] | undefined) =>
  [field ?? []].flat().flatMap(({ value }) => value.map(({ name, address }) => ({ name, address })));

describe("a message read back", () => {
  test.each(editionLanguages)("has text, HTML, pictures and the PDF as they were, in %s", async (language) => {
    const { parsed, message } = await readBack({ recipient: { language } });
    expect(parsed.text).toBeTruthy();
    expect(parsed.html).toBeTruthy();
    const [pdf, ...more] = parsed.attachments.filter(({ contentType }) => contentType === "application/pdf");
    expect(more).toEqual([]);
    expect(pdf).toMatchObject({ filename: `example-2026-11-21.${language}.pdf`, contentDisposition: "attachment" });
    expect(pdf?.content).toEqual(Buffer.from(request.edition.files.get(`example.${language}.pdf`)!.bytes));
    const pictures = parsed.attachments.filter(({ contentType }) => contentType === "image/png");
    expect(pictures.map(({ filename, contentDisposition, related }) => ({ filename, contentDisposition, related }))).toEqual(
      (language === "vi-en" ? ["vi", "en"] : [language]).map((one) => ({
        filename: `example.chart.${one}.png`,
        contentDisposition: "inline",
        related: true,
      })),
    );
    for (const { content, filename } of pictures) expect(content).toEqual(Buffer.from(request.edition.files.get(filename!)!.bytes));
    expect(message.asLink).toBe(false);
  });

  test("every picture of the HTML is one of its own, said in words too", async () => {
    const { html, parsed } = await readBack({ recipient: { language: "vi-en" } });
    const pictures = elementsOf(html).filter(({ name }) => name === "img");
    expect(pictures.map(({ attributes }) => attributes["alt"])).toEqual(["Biểu đồ đường: 23 điểm.", "Line chart: 23 points."]);
    expect(pictures.map(({ attributes }) => attributes["src"])).toEqual(
      parsed.attachments.filter(({ related }) => related).map(({ cid }) => `cid:${cid}`),
    );
  });

  test("is mixed, alternative and related, each in the other, as clients expect", async () => {
    const { raw } = await readBack();
    const kinds = [...raw.matchAll(/^Content-Type: (\S+?);(?:\s+(type="[^"]*"))?/gm)].map(([, kind, root]) =>
      [kind, root].filter(Boolean).join(" "),
    );
    expect(kinds).toEqual([
      "multipart/mixed",
      "multipart/alternative",
      "text/plain",
      'multipart/related type="text/html"',
      "text/html",
      "image/png",
      "application/pdf",
    ]);
  });

  test("goes to one person, from one mailbox, with the fields that mail clients and servers look for", async () => {
    const { parsed } = await readBack();
    expect(addressesOf(parsed.to)).toEqual([{ name: "Nguyễn Thị Hà", address: "ha@example.org" }]);
    expect(addressesOf(parsed.from)).toEqual([{ name: "Bản tin đầu tư", address: "brief@example.com" }]);
    expect(addressesOf(parsed.replyTo)).toEqual([{ name: "", address: "office@example.com" }]);
    expect(parsed.subject).toBe("Bình Dương: bản tin dành cho nhà đầu tư · 21/11/2026");
    expect(parsed.date).toEqual(request.date);
    expect(parsed.messageId).toBe("<5d41402abc4b2a76@example.com>");
    const raw = Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 2).replace(/\r\n /g, " ")]));
    expect(raw).toMatchObject({
      "list-id": "<briefs.example.com>",
      "list-unsubscribe": "<https://briefs.example.com/u/Rk9yVGVzdHNPbmx5>, <mailto:unsubscribe@example.com?subject=unsubscribe>",
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      "auto-submitted": "auto-generated",
      "content-language": "vi",
      "mime-version": "1.0",
      "feedback-id": "2026-11-21-0123456789ab:example:brief:briefs.example.com",
    });
    expect(parsed.headers.has("precedence")).toBe(false);
    expect(parsed.headers.has("bcc") || parsed.headers.has("cc")).toBe(false);
    expect(new Set(parsed.headerLines.map(({ key }) => key)).size).toBe(parsed.headerLines.length);
  });

  test("comes back to an address that names its delivery", () => {
    const { envelope } = composeMessage(request);
    expect(envelope).toEqual({ from: "bounces+5d41402abc4b2a76@example.com", to: "ha@example.org", smtpUtf8: false });
  });

  test("has no Reply-To where answers go to the sender", async () => {
    const { parsed } = await readBack({ settings: { replyTo: "brief@example.com" } });
    expect(parsed.headers.has("reply-to")).toBe(false);
  });

  test("side by side names both languages", async () => {
    const { parsed, text, html } = await readBack({ recipient: { language: "vi-en" } });
    expect(parsed.headers.get("content-language")).toBe("vi, en");
    expect(parsed.subject).toBe("Bình Dương: bản tin dành cho nhà đầu tư / Bình Dương: investor brief · 21/11/2026");
    for (const body of [text, html]) {
      expect(body.indexOf("Kính gửi Nguyễn Thị Hà,")).toBeGreaterThan(0);
      expect(body.indexOf("Dear Nguyễn Thị Hà,")).toBeGreaterThan(body.indexOf("Kính gửi"));
      expect(body.indexOf("English version below")).toBeLessThan(body.indexOf("Kính gửi"));
    }
  });

  test.each([
    ["vi", "[QC] "],
    ["en", "[AD] "],
    ["vi-en", "[QC] "],
  ] as const)("is labelled as advertising where that is configured, in %s, at the very start of its subject", async (language, label) => {
    const { parsed } = await readBack({ recipient: { language }, settings: { advertising: true } });
    expect(parsed.subject?.startsWith(label)).toBe(true);
    expect((await readBack({ recipient: { language } })).parsed.subject).not.toMatch(/\[(?:QC|AD)\]/);
  });
});

describe("what it says", () => {
  const content = exampleContent({
    keyFigures: [
      figure(),
      figure({ observation: "o9", label: { vi: "Lấp <đầy>", en: "Let & <full>" }, value: { vi: "93,3%", en: "93.3%" } }),
    ],
  });
  const edition = exampleEdition({ content });

  test.each(["vi", "en"] as const)(
    "each headline figure with its date, source and status, in HTML and in text, in %s",
    async (language) => {
      const { html, text } = await readBack({ edition, recipient: { language } });
      const words = textOf(html);
      for (const one of content.keyFigures) {
        for (const part of [one.label, one.value, one.period, one.source, one.status]) {
          expect(words).toContain(part[language]);
          expect(oneLine(text)).toContain(part[language]);
        }
      }
    },
  );

  test("who sends it, from where, why, and how to end it", async () => {
    const { html, text } = await readBack({ recipient: { language: "en" } });
    for (const body of [textOf(html), text]) {
      expect(body).toContain("Bản tin đầu tư");
      expect(body).toContain("1 Đại lộ Ví Dụ, Thủ Dầu Một");
      expect(body).toContain("You get this mail because you agreed");
      expect(body).toContain("office@example.com");
      expect(oneLine(body)).toContain("Edition of 21 November 2026");
    }
    expect(text).toContain("\nhttps://briefs.example.com/u/Rk9yVGVzdHNPbmx5\n");
    expect(linksOf(html)).toEqual(["https://briefs.example.com/u/Rk9yVGVzdHNPbmx5", "mailto:office@example.com"]);
  });

  test("greets those whose name is not known, too", async () => {
    for (const name of ["", " \u200b ", "\r\n"]) {
      const { parsed, text } = await readBack({ recipient: { name, language: "en" } });
      expect(text).toContain("Dear reader,");
      expect(addressesOf(parsed.to)).toEqual([{ name: "", address: "ha@example.org" }]);
    }
  });

  test("loads nothing from anywhere, runs nothing, and stays below what Gmail cuts", async () => {
    for (const language of editionLanguages) {
      const { html } = await readBack({ recipient: { language }, previous: exampleContent({ figures: [], keyFigures: [] }) });
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      const elements = elementsOf(html);
      expect(elements.map(({ name }) => name).filter((name) => /^(?:script|link|iframe|object|form|video|svg)$/.test(name))).toEqual([]);
      expect(html).not.toMatch(/url\(|@import|@font-face|\son\w+=/i);
      for (const { attributes } of elements) expect(attributes["src"] ?? "cid:").toMatch(/^cid:/);
    }
  });

  test("every element carries its style, and dark mode stands in the head", async () => {
    const { html } = await readBack();
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/@media \(prefers-color-scheme: dark\)/);
    const bare = elementsOf(html).filter(({ name, attributes }) => /^(?:p|h1|h2|td|th|a|img)$/.test(name) && !attributes["style"]);
    expect(bare).toEqual([]);
  });
});

describe("what is new", () => {
  const earlier = figure({
    timePeriod: "2023-12",
    value: { vi: "40 tỷ USD", en: "US$ 40 billion" },
    period: { vi: "12/2023", en: "Dec 2023" },
  });
  const previous = exampleContent({ date: day("2026-10-21"), keyFigures: [earlier], figures: [earlier] });

  test("since the edition that this person got last, with what was said then", async () => {
    const { text, html } = await readBack({ previous, recipient: { language: "en" } });
    for (const body of [oneLine(text), textOf(html)]) {
      expect(body).toContain("New since the edition of 21 October 2026");
      expect(body).toMatch(/updated[^.]*before US\$ 40 billion/);
      expect(body).toContain("newly included");
    }
  });

  test("says so if nothing is", async () => {
    const same = exampleContent({ date: day("2026-10-21") });
    const { text } = await readBack({ previous: same, recipient: { language: "vi" } });
    expect(oneLine(text)).toContain("Không có số liệu mới hơn hay được đính chính so với ấn bản ngày 21/10/2026.");
  });

  test("says nothing to those who get their first edition", async () => {
    const { text, html } = await readBack({ recipient: { language: "en" } });
    for (const body of [text, html]) expect(body).not.toMatch(/since the edition/);
  });

  test("names as many as a mail holds, and counts the rest", async () => {
    const many = Array.from({ length: 30 }, (_, i) => figure({ observation: `n${i}`, series: `s${i}` }));
    const edition = exampleEdition({ content: exampleContent({ figures: many, keyFigures: [] }) });
    const { text } = await readBack({ edition, previous, recipient: { language: "en" } });
    expect(oneLine(text).match(/newly included/g)).toHaveLength(6);
    expect(text).toContain("- Other changes in the brief: 24.");
  });

  test("is each person's own, whoever was written to before", async () => {
    const other = exampleContent({ date: day("2026-09-21") });
    const say = async (one: typeof previous | null) => oneLine((await readBack({ previous: one, recipient: { language: "en" } })).text);
    const [first, second, third] = [await say(previous), await say(other), await say(null)];
    expect(await say(previous)).toBe(first);
    expect(first).toContain("21 October 2026");
    expect(second).toContain("21 September 2026");
    expect(third).not.toContain("since the edition");
  });
});

describe("the PDF", () => {
  const edition = exampleEdition({ pdf: pdfOf(Buffer.alloc(60_000, 65)) });

  test("is attached up to the limit, and a link beyond it, to the octet", async () => {
    const recipient = { language: "en" } as const;
    const { bytes } = composeMessage(requestWith({ edition, recipient }));
    expect(composeMessage(requestWith({ edition, recipient, settings: { maxBytes: bytes } }))).toMatchObject({ asLink: false, bytes });
    const { message, parsed, text, html } = await readBack({ edition, recipient, settings: { maxBytes: bytes - 1 } });
    expect(message.asLink).toBe(true);
    expect(parsed.attachments.filter(({ contentType }) => contentType === "application/pdf")).toEqual([]);
    expect(text).toContain("\nhttps://briefs.example.com/b/QWxzb0ZvclRlc3Rz\n");
    expect(linksOf(html)).toContain("https://briefs.example.com/b/QWxzb0ZvclRlc3Rz");
  });

  test("is no link where it is attached", async () => {
    const { text, html } = await readBack({ edition });
    expect(text + html).not.toContain("/b/");
  });

  test("is one piece that all messages share", () => {
    const compose = (name: string) => composeMessage(requestWith({ edition, recipient: { name } })).raw;
    const largest = (pieces: readonly Uint8Array[]) => pieces.find(({ length }) => length > 80_000);
    const [one, other] = [largest(compose("A")), largest(compose("B"))];
    expect(one).toBeDefined();
    // Not by toBe, which on failure prints both in full.
    expect(one === other).toBe(true);
  });

  test("is a person's own where there is one, told with its pages and size, and a link beyond the limit", async () => {
    const bytes = Buffer.from(Array.from({ length: 75_000 }, (_, i) => (i * i) % 251));
    const personal = { bytes, pages: 12, leftOut: "", base: bytes.subarray(0, 70_001) };
    const recipient = { language: "en" } as const;
    const { message, parsed, text, html } = await readBack({ edition, personal, recipient });
    const [pdf, ...more] = parsed.attachments.filter(({ contentType }) => contentType === "application/pdf");
    expect(more).toEqual([]);
    expect(pdf?.filename).toBe("example-2026-11-21.en.pdf");
    expect(pdf?.content.equals(personal.bytes)).toBe(true);
    for (const body of [oneLine(text), textOf(html)]) expect(body).toMatch(/12 pages, 75\skB/);
    const link = await readBack({ edition, personal, recipient, settings: { maxBytes: message.bytes - 1 } });
    expect(link.message.asLink).toBe(true);
    expect(link.parsed.attachments.filter(({ contentType }) => contentType === "application/pdf")).toEqual([]);
    expect(oneLine(link.text)).toMatch(/12 pages, 75\skB/);
  });

  test("that lacks sections is not called the full brief, and how to get that is told", async () => {
    const bytes = Buffer.alloc(75_000);
    const personal = { bytes, pages: 9, leftOut: "law", base: bytes };
    for (const settings of [{}, { maxBytes: 60_000 }]) {
      const { text, html } = await readBack({ edition, personal, settings, recipient: { language: "en" } });
      for (const body of [oneLine(text), textOf(html)]) {
        expect(body).toContain("It lacks some sections of the edition; to get all of it, just answer this mail.");
        expect(body).not.toMatch(/full brief/i);
      }
    }
    const whole = await readBack({ edition, personal: { ...personal, leftOut: "" }, recipient: { language: "en" } });
    expect(oneLine(whole.text)).toContain("The full brief");
    expect(whole.text).not.toContain("lacks");
  });

  test("that lacks sections is told of with what it prints alone", async () => {
    const bytes = Buffer.alloc(75_000);
    const printed = { figures: edition.content.keyFigures.slice(0, 1).map(({ observation }) => observation), charts: [] };
    const [first, second] = edition.content.keyFigures.map(({ label }) => label.en);
    const recipient = { language: "en" } as const;
    const previous = { ...edition.content, figures: [], keyFigures: [] };
    const whole = await readBack({ edition, previous, personal: { bytes, pages: 9, leftOut: "", base: bytes }, recipient });
    for (const body of [oneLine(whole.text), textOf(whole.html)])
      expect([first, second].map((label) => body.includes(label!))).toEqual([true, true]);
    expect(whole.parsed.attachments.filter(({ contentType }) => contentType === "image/png")).toHaveLength(1);
    const part = await readBack({ edition, previous, personal: { bytes, pages: 9, leftOut: "law", printed, base: bytes }, recipient });
    for (const body of [oneLine(part.text), textOf(part.html)])
      expect([first, second].map((label) => body.includes(label!))).toEqual([true, false]);
    expect(part.parsed.attachments.filter(({ contentType }) => contentType === "image/png")).toEqual([]);
    const same = await readBack({
      edition,
      previous: edition.content,
      personal: { bytes, pages: 9, leftOut: "law", printed, base: bytes },
      recipient,
    });
    expect(oneLine(same.text)).toContain("In the sections chosen for you, no figure is newer or revised since the edition of");
  });

  test("that is a person's own leaves the letter to all of whom it says the same", () => {
    let renderings = 0;
    const counted = [...request.templates.templates].map(([name, one]) => {
      const render: typeof one.render = (...given) => {
        if (name === "mail/message.html") renderings += 1;
        return one.render(...given);
      };
      return [name, { ...one, render }] as const;
    });
    const templates = { ...request.templates, templates: new Map(counted) };
    const base = Buffer.alloc(70_000);
    const compose = (bytes: number, pages: number) =>
      composeMessage(requestWith({ edition, templates, personal: { bytes: Buffer.alloc(bytes), pages, leftOut: "", base } }));
    for (let person = 0; person < 20; person++) compose(75_000 + person, 12);
    expect(renderings).toBe(1);
    compose(75_000, 13);
    compose(76_000, 12);
    expect(renderings).toBe(3);
    // They don't grow without bound.
    for (let kilobytes = 80; kilobytes < 200; kilobytes++) compose(kilobytes * 1000, 12);
    compose(75_000, 12);
    expect(renderings).toBe(124);
  });

  test("that is a person's own is one piece that all copies of its kind share, and a small one", () => {
    const base = Buffer.from(Array.from({ length: 60_000 }, (_, i) => i % 256));
    const compose = (own: string) =>
      composeMessage(requestWith({ edition, personal: { bytes: Buffer.concat([base, Buffer.from(own)]), pages: 2, leftOut: "", base } }))
        .raw;
    const [one, other] = [compose("A"), compose("B")].map((pieces) => pieces.find(({ length }) => length > 80_000));
    expect(one).toBeDefined();
    expect(one === other).toBe(true);
    expect(
      compose("C")
        .filter((piece) => piece !== one)
        .every(({ length }) => length < 100_000),
    ).toBe(true);
  });

  test("of a language that the edition lacks is a bug of whoever queued the person", () => {
    const partial = { ...edition, content: { ...edition.content, pdfs: edition.content.pdfs.filter(({ language }) => language !== "vi") } };
    expect(() => composeMessage(requestWith({ edition: partial }))).toThrow("has no PDF in vi");
  });
});

describe("octets", () => {
  test("the same request gives the same bytes, another person other ones", () => {
    const changes = { edition: exampleEdition() };
    expect(bytesOf(composeMessage(requestWith()))).toEqual(bytesOf(composeMessage(requestWith(changes))));
    expect(bytesOf(composeMessage(requestWith({ recipient: { name: "Ai đó" } })))).not.toEqual(bytesOf(composeMessage(request)));
  });

  test("bytes counts what is sent", () => {
    const message = composeMessage(request);
    expect(message.bytes).toBe(bytesOf(message).length);
  });

  test("lines are ASCII, at most 78 octets but for a long address or token, end in CR LF, and none begins with a dot", () => {
    for (const language of editionLanguages) {
      const raw = bytesOf(composeMessage(requestWith({ recipient: { language } }))).toString("latin1");
      expect(raw).toMatch(/^[\t\n\r\x20-\x7e]*$/);
      expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      expect(raw.endsWith("\r\n")).toBe(true);
      const lines = raw.split("\r\n");
      expect(lines.filter((line) => line.startsWith("."))).toEqual([]);
      expect(lines.filter((line) => line.length > 78 && !line.includes("://"))).toEqual([]);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
    }
  });
});

describe("addresses beyond ASCII", () => {
  test("a domain is written in A-labels, and needs nothing of the server", async () => {
    const { message, parsed, raw } = await readBack({ recipient: { address: "ha@bình-dương.example" } });
    expect(message.envelope).toMatchObject({ smtpUtf8: false });
    expect(message.envelope.to).toMatch(/^ha@xn--[a-z0-9-]+\.example$/);
    expect(addressesOf(parsed.to)[0]?.name).toBe("Nguyễn Thị Hà");
    expect(raw).toMatch(/^[\t\n\r\x20-\x7e]*$/);
  });

  test("a local part stands in the header as UTF-8, and the server must take that", async () => {
    const { message, parsed } = await readBack({ recipient: { address: "hà@example.org" } });
    expect(message.envelope).toMatchObject({ to: "hà@example.org", smtpUtf8: true });
    expect(addressesOf(parsed.to)).toEqual([{ name: "Nguyễn Thị Hà", address: "hà@example.org" }]);
  });

  test("the sender may be of this machine, or of a domain beyond ASCII", async () => {
    const local = await readBack({ settings: { from: { name: "", address: "brief@localhost" }, bounceAddress: "brief@localhost" } });
    expect(addressesOf(local.parsed.from)).toEqual([{ name: "", address: "brief@localhost" }]);
    expect(local.message.envelope.from).toBe("brief+5d41402abc4b2a76@localhost");
    const wide = await readBack({ settings: { from: { name: "", address: "tin@bình-dương.example" } } });
    expect(wide.message.envelope.smtpUtf8).toBe(false);
    expect(wide.raw).toMatch(/^[\t\n\r\x20-\x7e]*$/);
    for (const address of ["brief", "a\r\nBcc: b@example.org", "a b@example.com", "a>@example.com", "@example.com"]) {
      expect(() => composeMessage(requestWith({ settings: { replyTo: address } }))).toThrow("an address of the settings is none");
    }
  });

  test.each(["no address", "a@b", "a@example.org\r\nBcc: c@example.org", "a@example.org, b@example.org", "<a@example.org>", ""])(
    "%j gets no message",
    (address) => {
      expect(() => composeMessage(requestWith({ recipient: { address } }))).toThrow("a recipient's address is none");
    },
  );
});

describe("nobody can write a header", () => {
  const attacks = fc.constantFrom(
    "\r\nBcc: eve@example.net",
    "A\nSubject: B",
    "\r\n\r\n<b>body</b>",
    "\u202etxt.exe",
    "=?UTF-8?Q?x=0D=0ABcc:_e@example.net?=",
    '" <eve@example.net>, "',
    "<eve@example.net>",
    "a\u0000b",
    "\u0001unsubscribeUrl\u0001",
    "{{unsubscribeUrl}}",
    "👩‍👩‍👧‍👦🇻🇳",
    "Nguye\u0302\u0303n",
    "x".repeat(3000),
    "e\u0301".repeat(500),
    "\ud800",
    "\u2028\u2029\u0085",
    'Trần, Văn; (An) \\ "B" @ [x]:',
  );
  const names = fc.oneof(
    attacks,
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.tuple(fc.string({ unit: "grapheme" }), attacks, fc.string({ unit: "grapheme" })).map((parts) => parts.join("")),
  );

  test("whatever the name, the message has the same fields, one recipient, and the name as it is cleaned", async () => {
    const fields = (await readBack()).parsed.headerLines.map(({ key }) => key);
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom(...editionLanguages), async (name, language) => {
        const { parsed, raw, text, html } = await readBack({ recipient: { name, language } });
        expect(parsed.headerLines.map(({ key }) => key)).toEqual(fields);
        expect(raw).toMatch(/^[\t\n\r\x20-\x7e]*$/);
        expect(Math.max(...raw.split("\r\n").map(({ length }) => length))).toBeLessThan(200);
        const clean = cleanName(name);
        expect(addressesOf(parsed.to)).toEqual([{ name: clean, address: "ha@example.org" }]);
        expect(clean).not.toMatch(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
        if (clean !== "") {
          expect(text).toContain(` ${clean},`);
          expect(textOf(html)).toContain(` ${clean},`);
        }
        expect(elementsOf(html).map(({ name: element }) => element)).not.toContain("b");
      }),
      { numRuns: 300 },
    );
  });

  test("nor whoever sets the sender's name and postal address", async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (name, postalAddress) => {
        const { parsed, raw } = await readBack({ settings: { from: { name, address: "brief@example.com" }, postalAddress } });
        expect(addressesOf(parsed.from)).toEqual([{ name: cleanName(name), address: "brief@example.com" }]);
        expect(addressesOf(parsed.to)).toHaveLength(1);
        expect(raw).toMatch(/^[\t\n\r\x20-\x7e]*$/);
      }),
      { numRuns: 60 },
    );
  });

  test("ids and tokens with anything but what they are made of are refused", () => {
    for (const delivery of [
      { messageId: "a@b>\r\nBcc: c@example.org" },
      { messageId: "a b@example.com" },
      { bounceToken: "a@evil.example\r\n" },
      { bounceToken: "a+b" },
      { unsubscribeUrl: "https://briefs.example.com/u/x>\r\nBcc: c@example.org" },
    ])
      expect(() => composeMessage(requestWith({ delivery }))).toThrow(/can't hold|bounce token/);
  });
});

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  new Parser({ onopentag: (name, attributes) => elements.push({ name, attributes }) }).end(html);
  return elements;
}

const linksOf = (html: string): (string | undefined)[] =>
  elementsOf(html)
    .filter(({ name }) => name === "a")
    .map(({ attributes }) => attributes["href"]);

/** What is read, white space as one space; without the style sheet. */
function textOf(html: string): string {
  const texts: string[] = [];
  let styled = false;
  new Parser({
    onopentagname: (name) => (styled = name === "style"),
    ontext: (text) => void (styled || texts.push(text)),
    onclosetag: () => (styled = false),
  }).end(html);
  return oneLine(texts.join(""));
}
