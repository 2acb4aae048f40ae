import { briefSchema, memberFiles } from "./member-files.ts";
import { type MemberKind, parseYamlMember, parseYamlMembers } from "./parse-yaml-members.ts";

const membersOf =
  <Member>(kind: MemberKind<Member>) =>
  (text: string, file: string) =>
    parseYamlMembers(text, file, kind);

/** A parser for each file of the dataset in YAML. With them come that of YAML and the schemas, which take a while to load. */
export const parsers = {
  indicators: membersOf(memberFiles.indicators),
  areas: membersOf(memberFiles.areas),
  codelists: membersOf(memberFiles.codelists),
  terms: membersOf(memberFiles.terms),
  parks: membersOf(memberFiles.parks),
  resolutions: membersOf(memberFiles.resolutions),
  charts: membersOf(memberFiles.charts),
  segments: membersOf(memberFiles.segments),
  holidays: membersOf(memberFiles.holidays),
  brief: (text: string, file: string) => parseYamlMember(text, file, briefSchema),
};
