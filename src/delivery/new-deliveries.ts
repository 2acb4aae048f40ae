import { createHmac } from "node:crypto";
import { leftOutFor, type PersonalRules } from "../edition/personal.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { NewDelivery } from "./ledger.ts";

/** A person who is to get an edition. */
export interface Addressee {
  readonly id: string;
  readonly addressHash: string;
  readonly language: EditionLanguage;
  readonly interests: readonly string[];
}

export interface DeliveryKeys {
  readonly editionId: string;
  readonly secret: string;
  /** Of the sender's address: the right-hand side of Message-IDs. */
  readonly domain: string;
  /** Of the edition. */
  readonly personal: PersonalRules | null;
}

/**
 * Rows of the ledger. Message-ID and return path follow from edition and person: whoever makes them anew makes the same.
 * Neither tells who the person is. Those whose copies are of one kind are next to each other, as they are sent: few kinds are
 * open at a time.
 */
export function newDeliveries(people: readonly Addressee[], { editionId, secret, domain, personal }: DeliveryKeys): NewDelivery[] {
  const rows = people.map(({ id, addressHash, language, interests }) => ({
    investorId: id,
    addressHash,
    language,
    leftOut: personal && leftOutFor(interests, personal),
    messageId: `${editionId}.${digest("message", editionId, addressHash, secret)}@${domain}`,
    bounceToken: digest("bounce", editionId, addressHash, secret),
  }));
  return [...Map.groupBy(rows, kindOf).values()].flat();
}

/** Empty where all get the same. */
const kindOf = ({ language, leftOut }: NewDelivery): string => (leftOut === null ? "" : `${leftOut} ${language}`);

/** In hex: servers on the way of a bounce may change the case of its address. 128 bits. */
const digest = (purpose: string, editionId: string, addressHash: string, secret: string): string =>
  createHmac("sha256", secret).update(`${purpose}\n${editionId}\n${addressHash}`).digest("hex").slice(0, 32);
