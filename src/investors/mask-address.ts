/** `n…@e….com`: enough to tell one's own addresses apart, too little to write to. For logs, errors and tables. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 0) return `${initial(address)}…`;
  const domain = address.slice(at + 1);
  const dot = domain.lastIndexOf(".");
  const top = dot > 0 && /^[a-z][a-z0-9-]{1,62}$/i.test(domain.slice(dot + 1)) ? domain.slice(dot).toLowerCase() : "";
  return `${initial(address)}…@${initial(domain)}…${top}`;
}

/** A first letter or digit; anything else could turn around or break the text that it is put in. */
const initial = (text: string): string => /^\s*([\p{L}\p{N}])/u.exec(text)?.[1] ?? "";

/**
 * A text of somebody else's (a server's reply, a parser's words) with what may be an address masked. It takes rather too
 * much for one: anything without white space on both sides of an @, quoted local parts too.
 */
export const maskAddressesIn = (text: string): string => text.replace(addressLike, (found) => maskAddress(found.replaceAll('"', "")));

const addressLike = /(?:"[^"\r\n]{1,64}"|[^\s<>()[\]:;,"@]{1,320})@[^\s<>()[\]:;,"@]{1,320}/gu;
