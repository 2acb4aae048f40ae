import type { Context, Hono } from "hono";
import { formatPlace } from "../errors.ts";
import { formatDate } from "../language/format-date.ts";
import { formatNumber } from "../language/format-number.ts";
import { editionLanguages, type EditionLanguage, type Language } from "../language/language.ts";
import type { ScreenFacts, Screens } from "../screens/read-screens.ts";
import { escapeHtml } from "../template/escape-html.ts";
import type { ExampleAnswer, ExampleMail, ExampleMails, ExampleReader } from "./example-mails.ts";

interface MailPlace {
  readonly screens: Screens;
  readonly mails: ExampleMails;
  /** What the screens around it share. */
  readonly frame: (c: Context) => Pick<ScreenFacts, "language" | "nav">;
}

/** A mail brings its own style in its elements, and nothing that acts. It is shown as a page of its own origin so that its pictures are found. */
const mailPolicy = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-same-origin",
].join("; ");

/** `/mail`: the message that a reader of each language gets, with all that it is made of. */
export function addMailPreview(app: Pick<Hono, "get">, { screens, mails, frame }: MailPlace): void {
  app.get("/mail", async (c) => {
    const shared = frame(c);
    const reader = readerOf(c, shared.language);
    const { pathname, search } = new URL(c.req.url);
    const facts = screenFacts(await mails(reader), reader, shared.language);
    const assets = { styles: ["mail-preview.css"], modules: ["mail-preview.js"] };
    return c.html(screens.render("mail-preview", { ...shared, ...assets, ...facts, title: "mail-preview.title", here: pathname + search }));
  });
  app.get("/mail/html", async (c) => {
    const reader = readerOf(c, frame(c).language);
    const { mail } = await mails(reader);
    if (!mail) return c.notFound();
    c.header("Content-Security-Policy", mailPolicy);
    return c.html(withPictures(mail, reader));
  });
  app.get("/mail/picture/:name", async (c) => {
    const { mail } = await mails(readerOf(c, frame(c).language));
    const picture = mail?.pictures.find(({ name }) => name === c.req.param("name"));
    return picture ? c.body(Uint8Array.from(picture.bytes), 200, { "Content-Type": "image/png" }) : c.notFound();
  });
  app.get("/mail/brief.pdf", async (c) => {
    const reader = readerOf(c, frame(c).language);
    const { mail } = await mails(reader);
    return mail ? attachmentOf(mail, reader) : c.notFound();
  });
  app.get("/mail/message.eml", async (c) => {
    const { mail } = await mails(readerOf(c, frame(c).language));
    if (!mail) return c.notFound();
    const headers = { "Content-Type": "message/rfc822", "Content-Disposition": 'attachment; filename="message.eml"' };
    return c.body(Uint8Array.from(mail.raw), 200, headers);
  });
}

/** The name of the file is what the browser shows, and what it is saved as. */
function attachmentOf({ attachment, pdf }: ExampleMail, { language }: ExampleReader): Response {
  const name = attachment ?? `${language}.pdf`;
  const headers = { "Content-Type": "application/pdf", "Content-Disposition": `inline; filename="${name}"` };
  return new Response(Uint8Array.from(pdf), { headers });
}

/** Whom the address asks for: who got the edition before, unless it says `reader=new`. */
const readerOf = (c: Context, language: Language): ExampleReader => ({
  language: editionLanguages.find((one) => one === c.req.query("edition")) ?? language,
  returning: c.req.query("reader") !== "new",
  interest: c.req.query("interest") ?? null,
});

const queryOf = ({ language, returning, interest }: ExampleReader): string =>
  `edition=${language}&reader=${returning ? "returning" : "new"}${interest === null ? "" : `&interest=${encodeURIComponent(interest)}`}`;

/** RFC 2392: what a mail calls `cid:` lies beside it; here it has an address. */
function withPictures({ html, pictures }: ExampleMail, reader: ExampleReader): string {
  return pictures.reduce(
    (text, { contentId, name }) =>
      text.replaceAll(`cid:${contentId}`, escapeHtml(`/mail/picture/${encodeURIComponent(name)}?${queryOf(reader)}`)),
    html,
  );
}

function screenFacts({ mail, build, before, standIns, interests, problems }: ExampleAnswer, reader: ExampleReader, language: Language) {
  const pathTo = (changes: Partial<ExampleReader>) => `/mail?${queryOf({ ...reader, ...changes })}`;
  const kilobytes = (bytes: number) => formatNumber(bytes / 1000, bytes < 10_000 ? 1 : 0, language);
  const sizeOf = (text: string) => kilobytes(Buffer.byteLength(text));
  return {
    edition: reader.language,
    build,
    editions: editionLanguages.map((one: EditionLanguage) => ({
      label: `preview.edition-${one}`,
      href: pathTo({ language: one }),
      current: one === reader.language,
    })),
    readers: before
      ? [true, false].map((returning) => ({
          label: returning ? "mail-preview.returning" : "mail-preview.new",
          day: formatDate(before, language, "short"),
          href: pathTo({ returning }),
          current: returning === reader.returning,
        }))
      : [],
    interests:
      interests.length === 0
        ? []
        : [null, ...interests].map((interest) => ({
            label: interest === null ? "mail-preview.all-sections" : "mail-preview.interested",
            interest,
            href: pathTo({ interest }),
            current: interest === (interests.find((one) => one === reader.interest) ?? null),
          })),
    standIns: standIns.join(", "),
    problems: problems.map(({ message, where }) => ({ message, place: where ? formatPlace(where) : "" })),
    mail: mail && {
      ...mail,
      language: reader.language === "vi-en" ? "vi" : reader.language,
      size: kilobytes(mail.bytes),
      htmlSize: sizeOf(mail.html),
      textSize: sizeOf(mail.text),
      picturesSize: kilobytes(mail.pictures.reduce((sum, { bytes }) => sum + bytes.length, 0)),
      source: `/mail/html?${queryOf(reader)}`,
      download: `/mail/message.eml?${queryOf(reader)}`,
      brief: `/mail/brief.pdf?${queryOf(reader)}`,
    },
  };
}
