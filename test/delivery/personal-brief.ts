import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll } from "vitest";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import type { EditionLanguage } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { makeCopy } from "../../src/personal/make-copy.ts";
import { openPersonalBase, type PersonalBase, type Reader, type VariantKey } from "../../src/personal/personal-base.ts";
import { pressVariants, type Variant, type VariantOrder } from "../../src/personal/press-variants.ts";
import { pressEdition } from "../../src/press/press-edition.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import type { Database } from "../../src/state/open-state.ts";
import { investors } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import { makePersonal } from "./make-personal.ts";

const small = resolve(import.meta.dirname, "../fixtures/small");

export interface PersonalBrief {
  readonly root: string;
  readonly edition: KeptEdition;
  readonly press: (order: VariantOrder, wanted: readonly VariantKey[]) => Promise<readonly Variant[]>;
  /** The copy of a person, made of the inputs and nothing that is kept. */
  readonly copyOf: (key: VariantKey, reader: Partial<Reader>) => Promise<Buffer>;
}

/** An edition of the small brief with copies for everyone, made for a test file. */
export async function pressPersonal(date: string): Promise<PersonalBrief> {
  const root = await mkdtemp(join(tmpdir(), "brief-personal-"));
  afterAll(() => rm(root, { recursive: true, force: true }));
  await cp(small, root, { recursive: true });
  await makePersonal(root);
  await appendFile(join(root, "data/briefs/small.yaml"), "mailing: { maxStaleShare: 1, maxAgeDays: 31 }\n");
  const folders = { data: join(root, "data"), templates: join(root, "templates") };
  const effects = { ...nodeEffects(), progress: () => {} };
  const pressed = await pressEdition({ folders, brief: "small", date: date as IsoDate, newest: null, always: true }, effects);
  if (pressed.kind !== "pressed") throw new Error("nothing was pressed");
  const { edition } = pressed;
  const press: PersonalBrief["press"] = (order, wanted) => pressVariants({ folders, ...order }, wanted, effects);
  const [fonts, bases] = [openFonts(), new Map<string, PersonalBase>()];
  const baseOf = async ({ language, leftOut }: VariantKey): Promise<PersonalBase> => {
    const own = { pdf: fileOf(edition, `small.${language}.pdf`), cover: fileOf(edition, `small.${language}.cover.json`) };
    const variants = leftOut === "" ? [own] : await press({ edition, before: null }, [{ language, leftOut }]);
    return openPersonalBase(variants[0]!, fonts);
  };
  const copyOf: PersonalBrief["copyOf"] = async (key, reader) => {
    const name = `${key.language} ${key.leftOut}`;
    const base = bases.get(name) ?? (await baseOf(key));
    bases.set(name, base);
    return Buffer.from((await makeCopy(base, { name: "", organisation: "", interests: [], ...reader })).bytes);
  };
  return { root, edition, press, copyOf };
}

const fileOf = ({ files }: KeptEdition, name: string): Uint8Array => files.get(name)!.bytes;

interface Person {
  readonly address: string;
  readonly name?: string;
  readonly organisation?: string;
  readonly interests?: readonly string[];
  readonly language?: EditionLanguage;
}

/** People who agreed, in this order. */
export async function addReaders(database: Database, people: readonly Person[], secret: string): Promise<void> {
  const now = new Date("2024-11-21T03:00:00Z");
  await database.insert(investors).values(
    people.map(({ address, name = "", organisation = "", interests = [], language = "en" }, i) => ({
      id: crypto.randomUUID(),
      address,
      addressHash: addressHash(address, secret),
      name,
      organisation,
      interests: [...interests],
      language,
      consentOn: "2024-01-05" as IsoDate,
      consentWay: "form" as const,
      consentProof: "form 17",
      createdAt: new Date(now.getTime() + i),
      updatedAt: now,
    })),
  );
}

/** The PDFs of messages by the addresses that they went to, of each all. */
export async function pdfsByAddress(messages: readonly string[]): Promise<Map<string, Buffer[]>> {
  const found = new Map<string, Buffer[]>();
  for (const message of messages) {
    const { to, attachments } = await simpleParser(message, { skipImageLinks: true, skipTextToHtml: true });
    const address = [to ?? []].flat()[0]?.value[0]?.address ?? "";
    const pdfs = attachments.filter(({ contentType }) => contentType === "application/pdf").map(({ content }) => content);
    found.set(address, [...(found.get(address) ?? []), ...pdfs]);
  }
  return found;
}
