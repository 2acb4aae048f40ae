/**
 * What can't be shared by connections that have one session between them, or would wait for ever: told as an error, for
 * quietly it would do harm. Settings need no refusal: the gate puts them back at the end of each transaction.
 */
const refusals: readonly { readonly sign: RegExp; readonly message: string }[] = [
  { sign: /(?:^|;)\s*copy\b/i, message: "COPY is not offered by the embedded database's socket" },
  { sign: /(?:^|;)\s*(?:un)?listen\b/i, message: "LISTEN is not offered by the embedded database's socket" },
  {
    sign: /(?:^|;)\s*(?:prepare|deallocate|discard)\b/i,
    message: "PREPARE, DEALLOCATE and DISCARD are not offered by the embedded database's socket; prepare statements by the protocol",
  },
  {
    sign: /\bpg_(?:try_)?advisory_lock(?:_shared)?\s*\(/i,
    message: "locks of a session hold nobody off in the embedded database; take one of the transaction (pg_advisory_xact_lock)",
  },
];
const suspicious = /\b(?:copy|listen|unlisten|prepare|deallocate|discard|pg_(?:try_)?advisory_lock(?:_shared)?)\b/i;

/** Strings, quoted names and comments: words in them are nobody's orders. */
const quoted = /\bE'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/gi;

/** Why a statement is not run, or null. */
export function refuseStatement(text: string): string | null {
  if (!suspicious.test(text)) return null;
  const bare = text.replace(quoted, (found) => (/^(?:--|\/\*)/.test(found) ? " " : "''"));
  return refusals.find(({ sign }) => sign.test(bare))?.message ?? null;
}
