import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const cover = `<main>
  {{#pair}}<h1>{{t "brief.title"}}</h1>{{/pair}}
  {{#if reader.name}}<p>{{reader.name}}</p>{{/if}}{{#if reader.organisation}}<p>{{reader.organisation}}</p>{{/if}}
  {{#if reader.interests}}<p>{{reader.interests}}</p>{{/if}}
  <p>{{editionDate}}</p>
</main>
`;

const twoSections = "land: [land, đất], events: [events]";
/** PostgreSQL's jsonb keeps them in another order. */
export const threeSections = `upcoming: [fairs], ${twoSections}`;

/** Makes the small brief in a folder personal: rows of its table are for those who are interested in land, or in events. */
export async function makePersonal(root: string, sections = twoSections): Promise<void> {
  const main = join(root, "templates/brief.hbs");
  const inSection = (line: string): string => {
    if (line.includes("{{#each parks}}")) return `{{#section "land"}}${line.trim()}{{/section}}`;
    if (line.includes("{{#each upcomingEvents}}")) return `{{#section "upcoming"}}${line.trim()}{{/section}}`;
    return line.includes("{{#each pastEvents}}") ? `{{#section "events"}}${line.trim()}{{/section}}` : line;
  };
  await writeFile(main, (await readFile(main, "utf8")).split("\n").map(inSection).join("\n"));
  await writeFile(join(root, "templates/cover.hbs"), cover);
  await appendFile(join(root, "data/briefs/small.yaml"), `personal: { sections: { ${sections} } }\n`);
}
