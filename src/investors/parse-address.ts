import { domainToASCII, domainToUnicode } from "node:url";

export type ParsedAddress =
  /** Local part as given, in NFC; domain as lower-case A-labels. */
  | { readonly ok: true; readonly address: string }
  /** What is wrong and what to do, without the address: these words go into logs. */
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** RFC 5321 4.5.3.1: octets of the local part, and of the path less its angle brackets. */
const maxLocalOctets = 64;
const maxAddressOctets = 254;
/** RFC 1035 2.3.4. */
const maxLabelOctets = 63;
const maxDomainOctets = 253;

/**
 * One mail address as RFC 5321 (envelope) and RFC 5322 (header) agree on it, local parts in UTF-8 allowed (RFC 6531).
 * Quoted local parts and address literals are refused: hardly any mailbox has one, and most that are seen are mistakes.
 */
export function parseAddress(text: string): ParsedAddress {
  const trimmed = text.trim().normalize("NFC");
  const at = trimmed.lastIndexOf("@");
  const fault = trimmed === "" ? noAddress : (wrongShape(trimmed) ?? wrongLocal(trimmed.slice(0, at)));
  if (fault) return { ok: false, ...fault };
  const domain = parseDomain(trimmed.slice(at + 1));
  if (!domain.ok) return domain;
  const address = `${trimmed.slice(0, at)}@${domain.domain}`;
  if (octets(address) > maxAddressOctets) return refused(`the address has more than ${maxAddressOctets} octets`, "correct it");
  return { ok: true, address };
}

interface Fault {
  readonly message: string;
  readonly hint: string;
}

const refused = (message: string, hint: string): ParsedAddress & { ok: false } => ({ ok: false, message, hint });
const octets = (text: string): number => Buffer.byteLength(text, "utf8");
const noAddress: Fault = { message: "there is no address", hint: "fill it in, e.g. lan@example.com" };

function wrongShape(text: string): Fault | undefined {
  const hidden = unseen.exec(text)?.[0];
  if (hidden !== undefined) return { message: `the address holds ${named(hidden)}`, hint: "type it anew, without hidden characters" };
  if (/[<>]/.test(text)) return { message: "the address holds < or >", hint: "write the address alone, and the name into its own column" };
  if (/[,;]/.test(text)) return { message: "the cell holds a comma or semicolon", hint: "write one address a row" };
  if (text.startsWith('"')) {
    return { message: "the part before @ is in quotes, which few mail servers take", hint: "ask for an address without quotes" };
  }
  if (!text.includes("@")) return { message: "there is no @ in the address", hint: "write it in full, e.g. lan@example.com" };
  return undefined;
}

/** White space, controls, halves of surrogate pairs, and what can't be seen or turns text around. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Z}]/u;

const named = (character: string): string =>
  character === " " ? "a space" : `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}, which can't be seen`;

/** RFC 5322 atext, and any letter beyond ASCII. */
const atom = /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+$/u;

function wrongLocal(local: string): Fault | undefined {
  if (local === "") return { message: "nothing stands before @", hint: "write the address in full, e.g. lan@example.com" };
  if (local.includes("@")) return { message: "there is more than one @ in the address", hint: "write one address a row" };
  if (octets(local) > maxLocalOctets) return { message: `the part before @ has more than ${maxLocalOctets} octets`, hint: "correct it" };
  const atoms = local.split(".");
  if (atoms.includes("")) return { message: "a dot begins or ends the part before @, or follows another dot", hint: "correct it" };
  const wrong = atoms.every((one) => atom.test(one))
    ? undefined
    : [...local].find((character) => character !== "." && !atom.test(character));
  return wrong === undefined ? undefined : { message: `the part before @ holds ${wrong}`, hint: "write the address alone" };
}

type ParsedDomain = { readonly ok: true; readonly domain: string } | (Fault & { readonly ok: false });

/** Letters, digits, hyphens (RFC 1123 2.1), after UTS 46 has made A-labels of what is beyond ASCII. */
function parseDomain(text: string): ParsedDomain {
  if (text.startsWith("[")) return refused("a number stands in the place of the domain", "write the address with its domain's name");
  // `domainToASCII` reads a domain as browsers do, and would decode %41 or take 0x7f.1 for a number.
  if (/[^\w.\u0080-\u{10ffff}-]/u.test(text) || text.includes("_"))
    return refused("the domain holds a character that none may", domainHint);
  const domain = domainToASCII(text).toLowerCase();
  // An A-label that stands for no name stays one.
  if (domain === "" || /(?:^|\.)xn--/.test(domainToUnicode(domain))) return refused("the part after @ is no domain", domainHint);
  const labels = domain.split(".");
  if (labels.includes("")) return refused("a dot begins or ends the domain, or follows another dot", domainHint);
  if (labels.some((label) => label.startsWith("-") || label.endsWith("-")))
    return refused("a part of the domain begins or ends with a hyphen", domainHint);
  if (domain.length > maxDomainOctets || labels.some((label) => label.length > maxLabelOctets))
    return refused(`the domain, or a part of it, is too long (${maxDomainOctets} and ${maxLabelOctets} octets at most)`, domainHint);
  if (labels.length < 2) return refused("the domain has no dot", domainHint);
  if (/^\d+$/.test(labels.at(-1)!))
    return refused("a number stands in the place of the domain", "write the address with its domain's name");
  if (!labels.every((label) => /^[a-z0-9-]+$/.test(label))) return refused("the domain holds a character that none may", domainHint);
  return { ok: true, domain };
}

const domainHint = "correct what follows @, e.g. example.com";
