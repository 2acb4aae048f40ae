/** The closed lists of the tables. Apart from them, so that whoever only describes a command need not load a database. */

export const consentWays = ["form", "mail", "contract", "event-sign-up", "paper", "other"] as const;
export type ConsentWay = (typeof consentWays)[number];

export const suppressionReasons = ["unsubscribed", "bounced", "complained", "forgotten", "by-hand"] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export const deliveryStates = ["queued", "sending", "sent", "deferred", "failed", "suppressed", "uncertain"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const runTriggers = ["schedule", "by-hand"] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** `making`: the edition; `mailing`: it is kept, its mails are on their way. */
export const runStates = ["queued", "making", "mailing", "done", "failed", "skipped"] as const;
export type RunState = (typeof runStates)[number];

export const signInWays = ["password", "link"] as const;
export type SignInWay = (typeof signInWays)[number];

/** What people do in the console that is written down. */
export const consoleActs = [
  "signed-in",
  "sign-in-refused",
  "signed-out",
  "run-planned",
  "taken-for-sent",
  "to-be-sent-again",
  "addresses-shown",
] as const;
export type ConsoleAct = (typeof consoleActs)[number];
