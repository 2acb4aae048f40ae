import { join } from "node:path";
import { memberFiles } from "../dataset/member-files.ts";
import { parseYamlMembers } from "../dataset/parse-yaml-members.ts";
import { shownPath, type Effects } from "../effects.ts";
import { nearest, type Problem, warning } from "../errors.ts";
import type { InvestorTable } from "../investors/parse-investor-table.ts";

/** A warning for each segment of a table that `segments.yaml` does not declare, where it stands first: no schedule can name it. */
export async function undeclaredSegments(
  { file, rows }: InvestorTable,
  data: string,
  effects: Pick<Effects, "readFiles">,
): Promise<Problem[]> {
  const name = "segments.yaml";
  const bytes = (await effects.readFiles(data, [name])).get(name);
  if (!bytes) return [];
  const home = shownPath(join(data, name));
  const { members, readable } = parseYamlMembers(new TextDecoder().decode(bytes), home, memberFiles.segments);
  if (!readable) return [];
  const first = new Map<string, number>();
  for (const { line, given } of rows) for (const segment of given.segments ?? []) if (!first.has(segment)) first.set(segment, line);
  return [...first]
    .filter(([segment]) => !members.has(segment))
    .map(([segment, line]) => {
      const meant = nearest(segment, members.keys());
      const message = `the segment "${segment}" is not declared, so no schedule can name it`;
      return warning(
        "undeclared-segment",
        message,
        { file, line, field: "segments" },
        meant ? `did you mean "${meant}"?` : `declare it in ${home}`,
      );
    });
}
