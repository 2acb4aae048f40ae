import { parseEvents } from "./parse-events.ts";
import { parseObservations } from "./parse-observations.ts";
import { parseSources } from "./parse-sources.ts";

/** A parser for each table of the dataset. With them comes that of CSV. */
export const parsers = { observations: parseObservations, sources: parseSources, events: parseEvents };
