import { writeFileSync } from "node:fs";
import { readmePath, readReadme, withReference } from "./reference.ts";

writeFileSync(readmePath, withReference(readReadme()));
