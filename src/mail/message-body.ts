import { base64Lines } from "./base64-lines.ts";
import { headerField, parameterParts } from "./header-text.ts";
import type { PreparedLetter } from "./prepare-letter.ts";

export interface BodyRequest {
  readonly text: string;
  readonly html: string;
  readonly boundary: string;
}

export interface MessageBody {
  /** Of the whole message. */
  readonly contentType: readonly string[];
  readonly parts: readonly Uint8Array[];
}

/**
 * mixed( alternative( text, related( HTML, pictures ) ), PDF ). All of it is base64: seven bits, lines of 76 characters,
 * no space that a relay could change, and shorter than quoted-printable where half the letters carry marks.
 */
export function messageBody({ pictures, pdf }: PreparedLetter, { text, html, boundary }: BodyRequest): MessageBody {
  const [mixed, alternative, related] = [`${boundary}_m`, `${boundary}_a`, `${boundary}_r`];
  const inner = [
    ...part(alternative, textHead("plain"), base64Lines(Buffer.from(text.replace(/\n/g, "\r\n"), "utf8"))),
    ...(pictures.length === 0
      ? part(alternative, textHead("html"), base64Lines(Buffer.from(html, "utf8")))
      : [
          ascii(`\r\n--${alternative}\r\n${headerField("Content-Type", multipart("related", related, 'type="text/html"'))}`),
          ...part(related, textHead("html"), base64Lines(Buffer.from(html, "utf8"))),
          ...pictures.flatMap(({ contentId, name, encoded }) => part(related, pictureHead(contentId, name), encoded)),
          ascii(`\r\n--${related}--\r\n`),
        ]),
    ascii(`\r\n--${alternative}--\r\n`),
  ];
  if (!pdf) return { contentType: multipart("alternative", alternative), parts: [Buffer.concat(inner)] };
  const opening = ascii(`\r\n--${mixed}\r\n${headerField("Content-Type", multipart("alternative", alternative))}`);
  const delimiter = ascii(`\r\n--${mixed}\r\n${pdfHead(pdf.name)}\r\n`);
  return {
    contentType: multipart("mixed", mixed),
    // What many messages share of the PDF stays a piece of its own.
    parts: [Buffer.concat([opening, ...inner, delimiter]), ...pdf.encoded, ascii(`\r\n--${mixed}--\r\n`)],
  };
}

const ascii = (text: string): Buffer => Buffer.from(text, "latin1");

const part = (boundary: string, head: string, encoded: Uint8Array): Uint8Array[] => [ascii(`\r\n--${boundary}\r\n${head}\r\n`), encoded];

const multipart = (kind: string, boundary: string, ...more: readonly string[]): string[] => [
  `multipart/${kind};`,
  ...more.map((word) => `${word};`),
  `boundary="${boundary}"`,
];

const encoding = "Content-Transfer-Encoding: base64\r\n";

const textHead = (kind: "plain" | "html"): string => `Content-Type: text/${kind}; charset=utf-8\r\n${encoding}`;

const pictureHead = (contentId: string, name: string): string =>
  headerField("Content-Type", ["image/png;", ...parameterParts("name", name)]) +
  `Content-ID: <${contentId}>\r\n` +
  headerField("Content-Disposition", ["inline;", ...parameterParts("filename", name)]) +
  encoding;

const pdfHead = (name: string): string =>
  headerField("Content-Type", ["application/pdf;", ...parameterParts("name", name)]) +
  headerField("Content-Disposition", ["attachment;", ...parameterParts("filename", name)]) +
  encoding;
