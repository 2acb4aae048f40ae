import type { Block } from "../document/document.ts";
import type { Builder } from "./structure.ts";

/** What a block added to a tag tree, and what that depended on beside the block. */
interface Added extends Pick<Builder, "lang" | "into" | "numbered" | "headings" | "sectionTitles"> {
  readonly from: number;
  readonly to: number;
}

/** Blocks that have been added: most stand in one document, and what they added is not kept before they come again. */
const added = new WeakMap<Block, Added | "once">();

/**
 * `add`, which adds `block` to the tree, with a memory for as long as the block is known: editions have most blocks in common, and with
 * them their elements, where these have the same numbers.
 */
export function addAgain(block: Block, builder: Builder, add: () => void): void {
  // As soon made as looked up.
  if (block.kind === "paragraph" || block.kind === "chart") return add();
  const last = added.get(block);
  if (last === undefined) {
    added.set(block, "once");
    return add();
  }
  if (last !== "once" && last.from === builder.next && last.lang === builder.lang) return putAgain(last, builder);
  added.set(block, noted(builder, add));
}

function noted(builder: Builder, add: () => void): Added {
  const { next: from, lang, into, numbered, headings, sectionTitles } = builder;
  const counts = [into.length, numbered.length, headings.length, sectionTitles.length] as const;
  add();
  return {
    from,
    to: builder.next,
    lang,
    into: into.slice(counts[0]),
    numbered: numbered.slice(counts[1]),
    headings: headings.slice(counts[2]),
    sectionTitles: sectionTitles.slice(counts[3]),
  };
}

function putAgain(last: Added, builder: Builder): void {
  builder.next = last.to;
  // Not by `push(...more)`, which takes no more than the stack has room for.
  for (const element of last.into) builder.into.push(element);
  for (const one of last.numbered) builder.numbered.push(one);
  builder.headings.push(...last.headings);
  builder.sectionTitles.push(...last.sectionTitles);
}
