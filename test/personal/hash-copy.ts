import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { readInputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { makeCopy } from "../../src/personal/make-copy.ts";
import { openPersonalBase } from "../../src/personal/personal-base.ts";
import { pressVariant } from "../../src/personal/press-variants.ts";
import { isIsoDate } from "../../src/units.ts";

/** Prints the hash of a copy, for a test that compares it with its own. */
const project = resolve(import.meta.dirname, "../..");
const date = "2026-11-21";
if (!isIsoDate(date)) throw new Error(date);
const { inputs, fonts } = await readInputs({ data: join(project, "data"), templates: join(project, "templates") }, date, nodeEffects());
if (!inputs) throw new Error("the project's own brief has an error");
const edition = { id: "", brief: "binh-duong", date, inputsHash: "" };
const variant = await pressVariant({ edition, before: null }, { language: "en", leftOut: "" }, { inputs, fonts });
const reader = { name: "Tanaka Keiko", organisation: "Example Trading K.K.", interests: ["semiconductors", "green energy"] };
const { bytes } = await makeCopy(openPersonalBase(variant, fonts), reader);
process.stdout.write(createHash("sha256").update(bytes).digest("hex"));
