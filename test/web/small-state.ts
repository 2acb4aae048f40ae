import { rm } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import { foldAddress } from "../../src/investors/fold-address.ts";
import type { EditionLanguage } from "../../src/language/language.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import { deliveries, investors, type DeliveryState } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import { newStateFolder } from "../state/new-state-folder.ts";

export const secret = "a secret for tests, 32 characters";
export const now = new Date("2026-11-21T03:00:00Z");
const editionDay = "2026-11-21" as IsoDate;
const editionId = "binh-duong.2026-11-21";

/** A state of its own in a folder of its own; `close` removes both. */
export async function openSmallState(): Promise<State & { folder: string; open: () => Promise<void>; release: () => Promise<void> }> {
  const folder = await newStateFolder();
  let state: State | null = await openState({ stateFolder: folder }, now);
  const release = async (): Promise<void> => {
    await state?.close();
    state = null;
  };
  return {
    folder,
    kind: state.kind,
    executeSql: (text, values) => {
      if (!state) throw new Error("the state was released");
      return state.executeSql(text, values);
    },
    get database() {
      if (!state) throw new Error("the state was released");
      return state.database;
    },
    // For another process to have it, and back.
    release,
    open: async () => {
      state ??= await openState({ stateFolder: folder }, now);
    },
    close: async () => {
      await release();
      await rm(folder, { recursive: true });
    },
  };
}

export const emptyState = async ({ database }: State): Promise<void> => {
  await database.execute(sql`truncate deliveries, senders, suppressions, investors, edition_files, editions, pauses cascade`);
};

/** One edition in three languages; its files are small enough to be told apart by eye. */
export async function addEdition({ database }: State): Promise<void> {
  const languages = ["vi", "en", "vi-en"] as const;
  const pdfs = languages.map((language) => ({
    language,
    name: `binh-duong.${language}.pdf`,
    sha256: `sha-of-${language}`,
    bytes: 20,
    pages: 1,
  }));
  const files = pdfs.map(
    ({ name, sha256, language }) => [name, { mediaType: "application/pdf", sha256, bytes: Buffer.from(`%PDF-1.7 ${language}`) }] as const,
  );
  const words = { vi: "", en: "" };
  const known = { title: words, date: editionDay, maxAgeDays: 31, notice: words, pdfs, keyFigures: [], figures: [], chart: null };
  const content = { ...known, resolutions: null, texts: null, inputs: null, toolVersion: null, personal: null };
  await keepEdition(
    database,
    { id: editionId, brief: "binh-duong", date: editionDay, inputsHash: "", previousId: null, content, files: new Map(files) },
    now,
  );
}

export interface Sample {
  readonly address: string;
  readonly language?: EditionLanguage;
  readonly state?: DeliveryState;
  readonly dataEndedAt?: Date | null;
  readonly token?: string;
  readonly messageId?: string;
}

/** A person with one delivery. */
export async function addPerson(
  { database }: State,
  sample: Sample,
): Promise<{ id: string; hash: string; token: string; messageId: string }> {
  const { address, language = "en", state = "sent", dataEndedAt = null } = sample;
  const [id, hash] = [crypto.randomUUID(), addressHash(foldAddress(address), secret)];
  const { token = `t${id.replaceAll("-", "").slice(0, 20)}`, messageId = `${id}@example.com` } = sample;
  await database
    .insert(investors)
    .values({ id, address, addressHash: hash, name: "Nguyễn Văn An", language, createdAt: now, updatedAt: now });
  await database.insert(deliveries).values({
    editionId,
    addressHash: hash,
    investorId: id,
    language,
    messageId,
    bounceToken: token,
    state,
    dataEndedAt,
    queuedAt: now,
    updatedAt: now,
  });
  return { id, hash, token, messageId };
}
