import type { FontId } from "../graphics.ts";
import type { OpenFont } from "../layout/open-font.ts";
import type { PlacedDocument } from "../layout/page.ts";
import type { ShapedWord } from "../layout/shaping/shape-word.ts";
import { deflateNow } from "./deflate.ts";
import { type DocumentFonts, documentFonts, type Face, openFace, type OpenFace } from "./document-fonts.ts";
import type { PdfBase } from "./open-base.ts";
import type { ObjectWriter } from "./open-pdf.ts";
import { type FileObject, type FileStream, PdfObjects } from "./pdf-objects.ts";
import { writeFont } from "./write-font.ts";

/** The faces of what all covers of a base say, as they are to stand in each file: a name alone needs others. */
export interface CoverFonts {
  readonly fonts: Record<FontId, OpenFont>;
  readonly settled: ReadonlyMap<FontId, OpenFace>;
  readonly objects: readonly FileObject[];
  readonly streams: readonly FileStream[];
  /** How many numbers are taken, those of the base included. */
  readonly taken: number;
}

// The tags of subsets differ in a file (ISO 32000-1 9.6.4); a base has a face for each style of type.
const [firstSettled, firstOwn] = [101, 201];

/** Settles the faces of covers by one that nobody's name stands on. */
export async function openCoverFonts(base: PdfBase, sample: PlacedDocument, fonts: Record<FontId, OpenFont>): Promise<CoverFonts> {
  const objects = coverObjects(base.objects);
  const settled = new Map<FontId, OpenFace>();
  for (const item of sample.pages.flatMap(({ items }) => items)) {
    if (item.kind !== "text") continue;
    const face =
      settled.get(item.font) ?? openFace({ name: `F${settled.size + firstSettled}`, reference: objects.open({}) }, fonts[item.font]);
    settled.set(item.font, face);
    for (const { glyphs } of fonts[item.font].shape(item.text, item.tabular)) glyphs.forEach((glyph) => face.face.code(glyph));
  }
  settled.forEach(({ face, glyphs }, id) => writeFont(writerOf(objects), fonts[id], { ...face, glyphs }));
  const written = await objects.finish();
  // Names come and go: nothing else holds their words.
  const kept = [...settled].map(([id, open]) => [id, { ...open, face: { ...open.face, encoded: new WeakMap() } }] as const);
  return { objects: written.objects, streams: await Promise.all(written.streams), fonts, settled: new Map(kept), taken: objects.next - 1 };
}

/** The objects of a page that is added. */
export const coverObjects = (taken: number): PdfObjects => new PdfObjects({ taken, compress: async (data) => deflateNow(data) });

export const writerOf = (objects: PdfObjects): ObjectWriter => ({
  object: (data) => objects.open(data),
  reserve: (count) => objects.reserve(count),
  put: (number, source, kind) => objects.put(number, source, kind),
  shared: (source) => objects.shared(source),
});

/** The fonts of one cover: a text whose glyphs the settled face all has is in that, any other in one of its own. */
export function fontsOfCover(pdf: ObjectWriter, { fonts, settled }: CoverFonts): DocumentFonts {
  const own = documentFonts(pdf, fonts, firstOwn);
  return {
    shape: own.shape,
    face: (id, words) => {
      const common = settled.get(id);
      return common && words.every((word) => hasAll(common, word)) ? common.face : own.face(id, words);
    },
    write: own.write,
  };
}

const hasAll = ({ face, find }: { face: Face; find: OpenFace["find"] }, word: ShapedWord): boolean =>
  face.encoded.get(word) !== undefined || word.glyphs.every((glyph) => find(glyph) !== undefined);
