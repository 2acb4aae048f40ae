import { z } from "zod";
import { error, type Problem } from "../errors.ts";
import { editionLanguages } from "../language/language.ts";
import { isIsoDate } from "../units.ts";

/** What a build leaves beside the PDFs of a brief, `BRIEF.manifest.json`: what they are, and all that a mail says of them. */

const Words = z.strictObject({ vi: z.string(), en: z.string() });
const Day = z.string().refine((text) => isIsoDate(text), { error: "no day" });
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A name and no path: it is looked up beside the manifest. */
const FileName = z.string().regex(/^[^/\\\p{Cc}]+\.(?:pdf|png|csv|txt|json)$/u);

const Figure = z.strictObject({
  observation: z.string(),
  series: z.string(),
  timePeriod: z.string(),
  label: Words,
  value: Words,
  amount: z.string().nullable().default(null),
  period: Words,
  source: Words,
  status: Words,
  stale: z.boolean().nullable(),
});

const Chart = z.strictObject({
  id: z.string().optional(),
  title: Words,
  subtitle: Words,
  alternative: Words,
  sources: Words,
  file: z.strictObject({ vi: FileName, en: FileName }),
  width: z.number().positive(),
  height: z.number().positive(),
});

const File = z.strictObject({ name: FileName, sha256: Sha256, bytes: z.number().int().nonnegative() });

const EditionId = z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/);

const EditionManifest = z.object({
  edition: EditionId,
  brief: z.string().min(1),
  date: Day,
  /** The edition that it was compared with. */
  previous: EditionId.nullable(),
  tool: z.object({ name: z.string(), version: z.string() }),
  files: z
    .array(
      z.strictObject({
        language: z.enum(editionLanguages),
        name: FileName,
        sha256: Sha256,
        bytes: z.number().int().positive(),
        pages: z.number().int().positive(),
      }),
    )
    .min(1),
  pictures: z.array(File),
  /** The figures as SDMX-CSV, the words in each language. */
  data: z.array(File),
  content: z.strictObject({
    title: Words,
    notice: Words,
    keyFigures: z.array(Figure),
    figures: z.array(Figure),
    chart: Chart.nullable(),
    resolutions: z.array(z.strictObject({ id: z.string(), subject: Words, reason: Words })).nullable(),
    personal: z
      .strictObject({ sections: z.record(z.string(), z.array(z.string())) })
      .nullable()
      .default(null),
  }),
  /** When it is too old to be mailed, as its brief says. */
  mailing: z.strictObject({ maxStaleShare: z.number(), maxAgeDays: z.number() }),
  /** SHA-256 over what it was made from, whatever the day. */
  inputsHash: Sha256,
  inputs: z.record(z.string(), Sha256),
  /** The figures, each with its source. */
  observations: z.array(z.looseObject({ id: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), where: z.string().optional() })),
});
export type EditionManifest = z.infer<typeof EditionManifest>;

/** The manifest in a file, or what is wrong with it; `file` as the user would name it. */
export function parseEditionManifest(bytes: Uint8Array, file: string): { manifest: EditionManifest | null; problems: readonly Problem[] } {
  const broken = (message: string) => ({
    manifest: null,
    problems: [error("manifest-shape", message, { file }, "build the edition again: brief build")],
  });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return broken("the manifest can't be read");
  }
  const parsed = EditionManifest.safeParse(json);
  if (parsed.success) return { manifest: parsed.data, problems: [] };
  const [issue] = parsed.error.issues;
  return broken(`the manifest is not what this version writes: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}
