import type { Change } from "./small-brief.ts";

export const coverFile = "templates/cover.hbs";
const brief = "templates/brief.hbs";

const cover = `<main>
  {{#pair}}<h1>{{t "cover.title"}}</h1>{{/pair}}
  {{#if reader.name}}<p>{{both "cover.for"}} {{reader.name}}</p>{{/if}}
  {{#if reader.organisation}}<p>{{reader.organisation}}</p>{{/if}}
  {{#if reader.interests}}<p>{{both "cover.chosen"}} {{reader.interests}}</p>{{/if}}
  <ul>
    {{#each contents}}<li><a href="#{{anchor}}">{{title}}, {{page}}</a></li>{{/each}}
  </ul>
</main>
`;

const strings = `cover.title: { vi: Bản của quý vị, en: Your copy }
cover.for: { vi: Dành cho, en: Prepared for }
cover.chosen: { vi: "Chọn cho:", en: "Chosen for:" }
`;

const rules = `events: [opening, fair]
personal:
  sections:
    events: [sự kiện, fairs]
    law: [pháp luật, law]
    park: [khu công nghiệp, parks]
`;

/** The small brief with a cover and three sections that a copy may do without; PostgreSQL's jsonb gives them in another order. */
export const personal: readonly Change[] = [
  ["data/briefs/small.yaml", "events: [opening, fair]\n", rules],
  [coverFile, cover],
  ["templates/strings/cover.yaml", strings],
  [brief, "      {{#each parks}}", '      {{#section "park"}}{{#each parks}}'],
  [brief, "{{/if}}</td></tr>{{/each}}\n      {{#", "{{/if}}</td></tr>{{/each}}{{/section}}\n      {{#"],
  [brief, '<li>{{t "brief.partner"}}</li>', '{{#section "law"}}<li>{{t "brief.partner"}}</li>{{/section}}'],
  [brief, "      {{#each pastEvents}}", '      {{#section "events"}}{{#each pastEvents}}'],
  [
    brief,
    "{{both period}}{{cite source}}</td></tr>{{/each}}\n    </tbody>",
    "{{both period}}{{cite source}}</td></tr>{{/each}}{{/section}}\n    </tbody>",
  ],
];
