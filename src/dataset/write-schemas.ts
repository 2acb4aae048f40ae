import { join } from "node:path";
import { writeJsonSchemas } from "./json-schemas.ts";

// `npm run schemas`: what editors complete and check the YAML files by.
await writeJsonSchemas(join(import.meta.dirname, "../../data"));
