/** What `doctor` found about one thing. No secret is in it. */
export interface Finding {
  readonly name: string;
  /** `wrong`: a setting, exit 1. `trouble`: something outside, exit 3. A warning stops nothing. */
  readonly status: "ok" | "warning" | "wrong" | "trouble";
  /** What is in force, and how its test went. */
  readonly words: string;
  /** What to do. */
  readonly hint?: string;
}
