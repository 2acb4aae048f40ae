/** What became of a message at one recipient (RFC 3464 section 2.3.3). */
export type BounceAction = "failed" | "delayed" | "delivered" | "relayed" | "expanded";

export interface RecipientReport {
  /** The recipient as the report names them, if it does: Original-Recipient before Final-Recipient. */
  readonly addresses: readonly string[];
  readonly action: BounceAction;
  /** Enhanced status code (RFC 3463), `5.1.1`. */
  readonly status: string;
  /** The other server's words. They may hold addresses. */
  readonly diagnostic: string;
}

/** How the delivery that is spoken of may be found. */
export interface BounceClues {
  /** Addresses of which one may be the message's own return path. */
  readonly returnPaths: readonly string[];
  /** Without angle brackets. */
  readonly messageIds: readonly string[];
}

/** What came back to the bounce mailbox. */
export type Bounce =
  | {
      readonly kind: "report";
      readonly dialect: BounceDialect;
      readonly recipients: readonly RecipientReport[];
      readonly clues: BounceClues;
    }
  | { readonly kind: "complaint"; readonly feedback: string; readonly clues: BounceClues }
  | { readonly kind: "other"; readonly what: string };

export type BounceDialect = "RFC 3464" | "qmail" | "Postfix" | "Exim" | "Exchange" | "Sendmail" | "X-Failed-Recipients" | "mail server";
