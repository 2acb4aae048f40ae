import { createHash } from "node:crypto";
import { render, sampleDocument } from "./sample-document.ts";

// Run by a test in a process of its own, in another time zone and locale.
process.stdout.write(
  createHash("sha256")
    .update(await render(sampleDocument()))
    .digest("hex"),
);
