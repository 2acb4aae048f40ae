import { join } from "node:path";
import { type Effects, nodeEffects } from "../effects.ts";
import { error, type Problem } from "../errors.ts";
import { type ParsedDataset, parseDataset } from "./parse-dataset.ts";

/**
 * The dataset in a folder, and everything that is wrong with its files.
 * @throws OutsideError if the folder can't be read
 */
export async function readDataset(directory: string, effects: Pick<Effects, "readTree"> = nodeEffects()): Promise<ParsedDataset> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const texts = new Map<string, string>();
  const unreadable = new Set<string>();
  const problems: Problem[] = [];
  for (const [path, bytes] of await effects.readTree(directory, [".csv", ".yaml"])) {
    const file = join(directory, path);
    try {
      texts.set(file, decoder.decode(bytes));
    } catch {
      unreadable.add(file);
      problems.push(error("encoding", "the file is not UTF-8 text", { file }, "save it as UTF-8, in a spreadsheet as CSV UTF-8"));
    }
  }
  const parsed = parseDataset(texts, directory, unreadable);
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}
