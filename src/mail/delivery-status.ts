import type { BounceAction, RecipientReport } from "./bounce.ts";
import { actionOf, statusIn } from "./status-code.ts";

type Fields = ReadonlyMap<string, string>;

const actions = ["failed", "delayed", "delivered", "relayed", "expanded"] as const satisfies readonly BounceAction[];

/** A field has a few lines. What is longer is cut, so that looking through it takes no long time. */
const maxValue = 2000;

/** Blocks that are looked at: our messages have one recipient, an expanded list a few. */
const maxBlocks = 200;

/**
 * The blocks of a message/delivery-status (RFC 3464 section 2.1) or message/feedback-report (RFC 5965 section 3): fields
 * apart by empty lines. A field that comes again begins a block, too, for some servers forget the empty line.
 */
export function parseFieldBlocks(text: string): Fields[] {
  const blocks: Map<string, string>[] = [new Map()];
  let last: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const field = /^([!-9;-~]{1,76}):(.*)$/.exec(line);
    const block = blocks.at(-1)!;
    if (line.trim() === "") {
      if (block.size > 0) blocks.push(new Map());
      last = undefined;
    } else if (/^[ \t]/.test(line) && last !== undefined) {
      block.set(last, cut(`${block.get(last) ?? ""} ${cut(line.trim())}`));
    } else if (field) {
      last = field[1]!.toLowerCase();
      if (beginsRecipient(last, block)) blocks.push(new Map());
      const current = blocks.at(-1)!;
      if (!current.has(last)) current.set(last, cut(field[2]!.trim()));
    }
    if (blocks.length > maxBlocks) break;
  }
  return blocks.filter((block) => block.size > 0);
}

const cut = (value: string): string => value.slice(0, maxValue);

const recipientFields = ["original-recipient", "final-recipient"];

const beginsRecipient = (field: string, block: Fields): boolean =>
  recipientFields.includes(field) && (block.has("action") || block.has("status") || block.has("reporting-mta") || block.has(field));

/** Those recipients of whom a message/delivery-status says what became of the message. */
export function recipientReports(blocks: readonly Fields[]): RecipientReport[] {
  return blocks.flatMap((block) => {
    const addresses = recipientFields.flatMap((field) => addressOf(block.get(field)));
    const diagnostic = block.get("diagnostic-code") ?? "";
    const status = statusIn(block.get("status") ?? "") ?? statusIn(diagnostic);
    const named = actions.find((action) => block.get("action")?.toLowerCase().startsWith(action));
    if (!named && (addresses.length === 0 || status === undefined)) return [];
    const action = named ?? actionOf(status!);
    return [{ addresses, action, status: status ?? (action === "failed" ? "5.0.0" : ""), diagnostic: withoutType(diagnostic) }];
  });
}

/** `rfc822; nga@example.com`; some leave the type out. */
export function addressOf(field: string | undefined): string[] {
  const address = /([^\s<>;@]{1,320}@[^\s<>;]{1,320})/.exec(field ?? "")?.[1];
  return address === undefined ? [] : [address];
}

const withoutType = (diagnostic: string): string => diagnostic.replace(/^[\w.-]{1,40};\s*/, "");
