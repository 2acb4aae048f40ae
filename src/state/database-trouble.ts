import { OutsideError } from "../errors.ts";

/** Classes of SQLSTATE that are nobody's slip: connection, resources, an operator's hand, the system. */
const outside = /^(?:08|53|57|58)[0-9A-Z]{3}$/;
const system = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EIO|EROFS|EDQUOT)/;
/** What pg says without a code. */
const words = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** An error of the database as trouble outside, where it is one; anything else stays what it is. */
export function explainDatabaseTrouble(cause: unknown): unknown {
  // Explained already: a full disk below out/ is no trouble of the database.
  if (cause instanceof OutsideError) return cause;
  for (let one = cause; one instanceof Error; one = one.cause) {
    const code = "code" in one ? String(one.code) : "";
    if (outside.test(code) || system.test(code) || words.test(one.message))
      return new OutsideError(`the database failed (${code || one.message}); what it has is safe, give the command again once it is back`, {
        cause,
      });
  }
  return cause;
}
