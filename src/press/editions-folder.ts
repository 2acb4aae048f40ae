import { join } from "node:path";

/** Where the editions lie that are kept, each in a folder of its own name. */
export const editionsFolder = (out: string): string => join(out, "editions");
