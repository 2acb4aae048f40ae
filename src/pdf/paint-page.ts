import type { LinkItem, Page, PageItem, StructureRole } from "../layout/page.ts";
import type { Pt } from "../units.ts";
import type { Canvas } from "./canvas.ts";
import { groupByTag, type VisibleItem } from "./group-by-tag.ts";
import { artifactOperator, contentOperator } from "./marked-content.ts";
import { paintImage } from "./paint-image.ts";
import { paintPath } from "./paint-path.ts";
import { paintText } from "./paint-text.ts";

/** A piece of a page that belongs to a structure element: painted content, by its number on the page, or a link. */
export type Mark = { readonly element: number } & ({ readonly mcid: number } | { readonly link: LinkItem });

type Painters = { readonly [Kind in VisibleItem["kind"]]: (item: Extract<VisibleItem, { kind: Kind }>, canvas: Canvas) => void };

const painters: Painters = { text: paintText, path: paintPath, image: paintImage };

const paint = <Kind extends VisibleItem["kind"]>(item: Extract<VisibleItem, { kind: Kind }>, canvas: Canvas): void =>
  painters[item.kind](item, canvas);

/** Paints a page's items in order, each group as marked content; gives what belongs to elements, in that order. */
export function paintPage({ items, height }: Page, canvas: Canvas, roleOf: (element: number) => StructureRole): Mark[] {
  const marks = paintItems(items, { canvas, roleOf, pageHeight: height, mcid: 0 });
  canvas.page.write(canvas.content.flush());
  return marks;
}

export interface Painting {
  readonly canvas: Canvas;
  readonly roleOf: (element: number) => StructureRole;
  readonly pageHeight: Pt;
  /** The number of the first sequence. */
  readonly mcid: number;
}

/** The same for some of them, which are marked apart from the others. */
export function paintItems(items: readonly PageItem[], { canvas, roleOf, pageHeight, mcid: first }: Painting): Mark[] {
  const marks: Mark[] = [];
  let mcid = first;
  for (const { tag, visible, links } of groupByTag(items)) {
    if (visible.length > 0) {
      const begin = "element" in tag ? contentOperator(roleOf(tag.element), mcid) : artifactOperator(tag, visible, pageHeight);
      const draw = (): void => {
        for (const item of visible) paint(item, canvas);
      };
      if (visible.every(({ kind }) => kind === "text")) canvas.content.markedText(begin, draw);
      else canvas.content.marked(begin, draw);
      if ("element" in tag) marks.push({ element: tag.element, mcid: mcid++ });
    }
    if ("element" in tag) for (const link of links) marks.push({ element: tag.element, link });
  }
  return marks;
}
