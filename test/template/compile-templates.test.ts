import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem, lineAndColumn } from "../../src/errors.ts";
import { compileTemplates } from "../../src/template/compile-templates.ts";
import { offsetOf } from "../../src/template/parse-handlebars.ts";

const problems = (text: string) =>
  compileTemplates(
    new Map([
      ["templates/brief.hbs", ""],
      ["templates/parts/tile.hbs", text],
    ]),
  ).problems.map(formatProblem);

describe("compileTemplates", () => {
  test("names templates by their path below the folder", () => {
    const files = new Map([
      ["my/templates/brief.hbs", "a"],
      ["my/templates/parts/tile.hbs", "b"],
    ]);
    const { templates, problems: none } = compileTemplates(files, "my/templates");
    expect(none).toEqual([]);
    expect([...templates.keys()]).toEqual(["brief", "parts/tile"]);
    expect(templates.get("parts/tile")?.file).toBe("my/templates/parts/tile.hbs");
  });

  test("names them alike where the folder is the current one", () => {
    expect([
      ...compileTemplates(
        new Map([
          ["brief.hbs", ""],
          ["parts/tile.hbs", ""],
        ]),
        ".",
      ).templates.keys(),
    ]).toEqual(["brief", "parts/tile"]);
  });

  test.each([
    ["a block that is not closed", "\n<p>\n{{#if x}}a\n", "templates/parts/tile.hbs:4:1: a block is not closed; correct the Handlebars"],
    ["a block closed by another", "\n {{#if x}}a{{/each}}", "templates/parts/tile.hbs:2:5: if doesn't match each; correct the Handlebars"],
    [
      "a quote that is not closed",
      'a\nb {{t "x}} c',
      "templates/parts/tile.hbs:2:7: Handlebars found an unfinished quote or expression and can't go on; correct the Handlebars",
    ],
    [
      "a mustache that is not closed",
      'a {{t "x" b',
      "templates/parts/tile.hbs:1:11: Handlebars found an unfinished quote or expression and can't go on; correct the Handlebars",
    ],
    [
      "an end without a beginning",
      "a {{/if}}",
      "templates/parts/tile.hbs:1:3: Handlebars found the end of a block and can't go on; correct the Handlebars",
    ],
  ])("tells of %s with line and column", (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test("tells when there is nothing to render a brief from", () => {
    expect(compileTemplates(new Map()).problems.map(formatProblem)).toEqual([
      "templates/brief.hbs: there is no template brief.hbs; add it: it is what a brief is rendered from",
    ]);
  });
});

test("an offset and its line and column name the same place", () => {
  const texts = fc.array(fc.constantFrom("a", "ế", "\n", "{{x}}"), { minLength: 1 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.nat(), (text, seed) => {
      const offset = seed % text.length;
      const { line, column } = lineAndColumn(text, offset);
      expect(offsetOf(text, { line, column: column - 1 })).toBe(offset);
    }),
  );
});
