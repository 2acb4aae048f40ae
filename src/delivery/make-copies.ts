import type { PersonalBase, PersonalCopy, Reader, VariantFiles, VariantKey } from "../personal/personal-base.ts";
import { rememberRecent } from "../remember.ts";

/**
 * One that is open has its PDF in memory, and what was read of it: a megabyte or so. Messages of one kind go together, over
 * all connections, so that two or three are asked for at a time.
 */
const mostOpen = 8;

/** Makes people's copies; what they are made of is loaded and opened once, however many have it. `base`: what a copy begins with. */
export function makeCopies<Key extends VariantKey>(
  load: (key: Key) => Promise<VariantFiles>,
): (key: Key, reader: Reader) => Promise<PersonalCopy & { readonly base: Uint8Array }> {
  const open = rememberRecent<Promise<{ readonly opened: PersonalBase; readonly base: Uint8Array }>>(mostOpen);
  let maker: ReturnType<typeof loadMaker> | undefined;
  return async (key, { name, organisation, interests }) => {
    const { fonts, openPersonalBase, makeCopy } = await (maker ??= loadMaker());
    const { opened, base } = await open(JSON.stringify(key), async () => {
      const files = await load(key);
      return { opened: openPersonalBase(files, fonts), base: files.pdf };
    });
    return { ...(await makeCopy(opened, { name, organisation, interests })), base };
  };
}

/** Loaded with the first copy: few briefs are personal. */
async function loadMaker() {
  const [{ openFonts }, { openPersonalBase }, { makeCopy }] = await Promise.all([
    import("../layout/open-font.ts"),
    import("../personal/personal-base.ts"),
    import("../personal/make-copy.ts"),
  ]);
  return { fonts: openFonts(), openPersonalBase, makeCopy };
}
