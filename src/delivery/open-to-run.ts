import { sql, type SQL } from "drizzle-orm";

/**
 * The rows of `deliveries` that a run may send: not those of another run that is not over, whose schedule says when they
 * go. `undefined`: a person asked, and whoever sends by hand sends all.
 */
export const openToRun = (run: number | undefined): SQL =>
  run === undefined
    ? sql`true`
    : sql`not exists (select from runs where runs.id = deliveries.run_id and runs.id <> ${run} and runs.state in ('queued', 'making', 'mailing'))`;
