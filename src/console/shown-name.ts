import { maskAddressesIn } from "../investors/mask-address.ts";

/** A name as it is written down with what its person does: one line, and no address. */
export const shownName = (text: string): string =>
  maskAddressesIn(
    text
      .normalize("NFC")
      .replaceAll(/[\p{C}\s]+/gu, " ")
      .trim(),
  )
    .slice(0, 60)
    .toWellFormed();
