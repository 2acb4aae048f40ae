import type { FontId } from "../graphics.ts";
import type { Page, PageItem, StructureRole } from "../layout/page.ts";
import type { ShapedGlyph } from "../layout/shaping/shape-word.ts";
import type { Canvas } from "./canvas.ts";
import type { Passage } from "./content-stream.ts";
import type { Face } from "./document-fonts.ts";
import { isSameTag } from "./group-by-tag.ts";
import { type Mark, paintItems, type Painting } from "./paint-page.ts";

type RoleOf = (element: number) => StructureRole;

/** A run of items that was painted, and all that its operators depend on beside the items. */
interface Painted {
  readonly items: readonly PageItem[];
  readonly pageHeight: number;
  /** How many sequences the page had before it. */
  readonly mcid: number;
  readonly passage: Passage;
  readonly marks: readonly Mark[];
  /** Of the elements that are marked. */
  readonly roles: readonly StructureRole[];
  readonly faces: readonly UsedFace[];
}

/** A face that shows some of it, with the glyphs that it shows, in the order in which they were met. */
interface UsedFace {
  readonly id: FontId;
  readonly face: Pick<Face, "font" | "name">;
  readonly glyphs: readonly { readonly glyph: ShapedGlyph; readonly code: string }[];
}

/** By the first item of a run. Most are painted in one document: what they gave is not kept before they come again. */
const runs = new WeakMap<PageItem, Painted | Seen>();

type Seen = Pick<Painted, "items"> & { readonly passage?: never };

/** Items that a run has at least, unless it ends where a known one begins. */
const leastItems = 24;

/**
 * Does what `paintPage` does, with a memory: editions have most items in common (see placeAgain), and where their elements, the codes
 * of their glyphs and the state of the page are what they were, the operators are, too.
 */
export function paintPageAgain(page: Page, canvas: Canvas, roleOf: RoleOf): Mark[] {
  const marks: Mark[] = [];
  let mcid = 0;
  for (let from = 0; from < page.items.length;) {
    const { items, marks: more } = paintRun(page, { from, mcid }, canvas, roleOf);
    for (const mark of more) {
      marks.push(mark);
      if ("mcid" in mark) mcid = mark.mcid + 1;
    }
    from += items.length;
  }
  canvas.page.write(canvas.content.flush());
  return marks;
}

interface Start {
  readonly from: number;
  readonly mcid: number;
}

function paintRun(page: Page, start: Start, canvas: Canvas, roleOf: RoleOf): Pick<Painted, "items" | "marks"> {
  const first = page.items[start.from]!;
  const known = runs.get(first);
  const isKnown = known !== undefined && isSameRun(known, page, start.from);
  if (isKnown && known.passage && isPaintedAlike(known, { page, start, canvas, roleOf })) return known;
  const items = isKnown ? known.items : page.items.slice(start.from, endOfRun(page.items, start.from));
  const painting = { canvas, roleOf, pageHeight: page.height, mcid: start.mcid };
  if (isKnown && items.every(({ kind }) => kind !== "image")) {
    const painted = noted(items, painting);
    runs.set(first, painted);
    return painted;
  }
  runs.set(first, { items });
  return { items, marks: paintItems(items, painting) };
}

function isSameRun({ items }: Seen | Painted, page: Page, from: number): boolean {
  for (let i = 0; i < items.length; i++) if (items[i] !== page.items[from + i]) return false;
  return endsGroup(page.items, from + items.length);
}

interface Place {
  readonly page: Page;
  readonly start: Start;
  readonly canvas: Canvas;
  readonly roleOf: RoleOf;
}

/** Whether all is as it was when it was painted; if it is, its operators are added. */
const isPaintedAlike = (known: Painted, { page, start, canvas, roleOf }: Place): boolean =>
  known.pageHeight === page.height &&
  known.mcid === start.mcid &&
  hasSameFonts(known, canvas) &&
  hasSameRoles(known, roleOf) &&
  canvas.content.addAgain(known.passage);

/** Gives the glyphs their codes, as painting would. */
function hasSameFonts({ faces }: Painted, canvas: Canvas): boolean {
  for (const { id, face: known, glyphs } of faces) {
    const face = canvas.face(id, []);
    if (face.font !== known.font || face.name !== known.name) return false;
    for (const { glyph, code } of glyphs) if (face.code(glyph) !== code) return false;
  }
  return true;
}

function hasSameRoles({ marks, roles }: Painted, roleOf: RoleOf): boolean {
  for (let i = 0; i < marks.length; i++) if (roleOf(marks[i]!.element) !== roles[i]) return false;
  return true;
}

/** Whether what is painted before `end` and what is painted from there on are marked apart. */
function endsGroup(items: readonly PageItem[], end: number): boolean {
  let [before, after] = [end - 1, end];
  while (items[before]?.kind === "destination") before--;
  while (items[after]?.kind === "destination") after++;
  const [last, next] = [items[before], items[after]];
  return !last || !next || !isSameTag(last.tag, next.tag);
}

function endOfRun(items: readonly PageItem[], from: number): number {
  let end = from + 1;
  while (end < items.length && !((end - from >= leastItems || runs.has(items[end]!)) && endsGroup(items, end))) end++;
  return end;
}

function noted(items: readonly PageItem[], painting: Painting): Painted {
  const { canvas, roleOf, pageHeight, mcid } = painting;
  const faces = facesOf(items, canvas);
  let marks: readonly Mark[] = [];
  const passage = canvas.content.passage(() => {
    marks = paintItems(items, painting);
  });
  return { items, pageHeight, mcid, passage, marks, roles: marks.map(({ element }) => roleOf(element)), faces };
}

function facesOf(items: readonly PageItem[], canvas: Canvas): UsedFace[] {
  const faces = new Map<FontId, Pick<UsedFace, "face"> & { readonly glyphs: Map<string, ShapedGlyph> }>();
  for (const item of items) {
    if (item.kind !== "text") continue;
    const words = canvas.shape(item);
    const { font, name, code } = canvas.face(item.font, words);
    const used = faces.get(item.font) ?? { face: { font, name }, glyphs: new Map<string, ShapedGlyph>() };
    faces.set(item.font, used);
    for (const word of words) for (const glyph of word.glyphs) used.glyphs.set(code(glyph), glyph);
  }
  return Array.from(faces, ([id, { face, glyphs }]) => ({ id, face, glyphs: Array.from(glyphs, ([code, glyph]) => ({ code, glyph })) }));
}
