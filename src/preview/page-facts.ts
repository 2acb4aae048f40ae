import type { LaidOutEdition } from "../edition/make-edition.ts";

/** What the viewer knows of a page besides its pixels. */
export const pageFacts = ({ placed }: LaidOutEdition) =>
  placed.pages.map(({ width, height, values }) => ({
    width,
    height,
    values: values.map((value) => ({ ...value, label: value.value, stale: false, disputed: false })),
    order: [],
    grid: [],
  }));
