import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Handlebars from "handlebars";
import { parse } from "yaml";
import { z } from "zod";
import { type EditionLanguage, languagesOf } from "../language/language.ts";

export const pageNames = ["ask", "done", "already", "unclear", "unknown", "refused", "busy", "trouble"] as const;
export type PageName = (typeof pageNames)[number];

const Bilingual = z.object({ vi: z.string().min(1), en: z.string().min(1) });
const Words = z.strictObject({ title: Bilingual, text: Bilingual, button: Bilingual.optional() });
const Strings = z.record(z.enum(pageNames), Words);

/** What a page says of the person and the sender. */
export interface PageFacts {
  readonly language: EditionLanguage;
  readonly sender: string;
  /** Masked. */
  readonly address?: string;
}

export interface WebPages {
  readonly render: (name: PageName, facts: PageFacts) => string;
  /** For the Content-Security-Policy: `'sha256-…'` of the pages' one style element. */
  readonly styleHash: string;
}

const webTemplates = resolve(import.meta.dirname, "../../templates/web");

/** The pages from `page.hbs`, `style.css` and `strings.yaml`. */
export function readWebPages(folder: string = webTemplates): WebPages {
  const read = (name: string): string => readFileSync(join(folder, name), "utf8").normalize("NFC");
  const strings = Strings.parse(parse(read("strings.yaml")));
  const style = read("style.css");
  const page = Handlebars.create().compile(read("page.hbs"), { strict: true, assumeObjects: true });
  const say = ({ vi, en }: z.infer<typeof Bilingual>, { language, sender }: PageFacts) =>
    languagesOf(language).map((lang) => ({ lang, text: { vi, en }[lang].replaceAll("{{sender}}", () => sender) }));
  return {
    styleHash: `'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    render: (name, facts) => {
      const { title, text, button } = strings[name];
      const titles = say(title, facts);
      return page({
        style,
        lang: titles[0]?.lang,
        title: titles.map((one) => one.text).join(" · "),
        sender: facts.sender,
        address: facts.address,
        // Between the parts stands the address.
        words: say(text, facts).map(({ lang, text }, i) => ({ lang, title: titles[i]?.text, parts: text.split("{{address}}") })),
        buttons: button ? say(button, facts) : [],
      });
    },
  };
}
