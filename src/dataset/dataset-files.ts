/** The YAML files of `data/` that map ids to members. */
export const memberNames = ["indicators", "areas", "codelists", "terms", "parks", "resolutions", "charts", "segments", "holidays"] as const;
export type MemberFile = (typeof memberNames)[number];

/** Those that say when an edition is made and whom it goes to: they may be absent, and change nothing of what a brief prints. */
export const schedulingFiles: ReadonlySet<string> = new Set<`${MemberFile}.yaml`>(["segments.yaml", "holidays.yaml"]);

/** Below `data/`. */
export const tableFiles = { observations: "observations.csv", sources: "sources.csv", events: "events.csv" } as const;
export const briefFolder = "briefs";

/** Shows how a table of investors looks; nothing of the dataset. */
export const investorExample = "investors.example.csv";
