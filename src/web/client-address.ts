import { isIP } from "node:net";

/**
 * Whom a request counts against: the peer, or behind a proxy of ours the last address of X-Forwarded-For, which is the one
 * that this proxy saw; those before it are the client's own words. An IPv6 client is its /64, for that is what one gets.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, trustedProxy: boolean): string {
  const last = trustedProxy ? forwardedFor?.split(",").at(-1)?.trim() : undefined;
  const address = last !== undefined && isIP(last) !== 0 ? last : (peer ?? "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return isIP(mapped) === 6 ? network(mapped) : mapped || "unknown";
}

/** First four of the eight groups. */
function network(address: string): string {
  const [head = "", tail] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  const first = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${first.join(":")}::/64`;
}
