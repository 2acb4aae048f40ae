/** What a process of the service does: plans, makes and mails, or answers on the web. */
export const roles = ["scheduler", "worker", "web"] as const;
export type Role = (typeof roles)[number];
