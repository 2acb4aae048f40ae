import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { parseMailTemplates } from "../../src/mail/mail-templates.ts";
import { jsonOf, run, smallBrief } from "../commands/small-brief.ts";
import { templatesFolder } from "./composing.ts";

const files = new Map<string, string>();
beforeAll(async () => {
  const names = (await readdir(join(templatesFolder, "mail"), { recursive: true })).filter((name) => /\.(?:hbs|css)$/.test(name));
  for (const name of [...names.map((one) => `mail/${one}`), "strings/mail.yaml"]) {
    files.set(`templates/${name}`, await readFile(join(templatesFolder, name), "utf8"));
  }
});

/** What is wrong once `from`, which is there once, is `to`. */
function told(file: string, from: string, to: string): string[] {
  const text = files.get(`templates/${file}`) ?? "";
  expect(text.split(from)).toHaveLength(2);
  const { templates, problems } = parseMailTemplates(new Map([...files, [`templates/${file}`, text.replace(from, () => to)]]), "templates");
  expect(templates === null).toBe(problems.some(({ severity }) => severity === "error"));
  return problems.map((problem) => `${problem.code} ${formatProblem(problem)}`);
}

describe("the templates of mails", () => {
  test("have nothing wrong with them", () => {
    expect(parseMailTemplates(files, "templates").problems).toEqual([]);
  });

  test("can't hold a digit, in words or in templates", () => {
    expect(told("strings/mail.yaml", "en: Dear }", "en: Dear 2 }")).toEqual([expect.stringMatching(/^typed-digit .*mail\.yaml:\d+:.*"2"/)]);
    expect(told("mail/parts/letter.text.hbs", '*** {{t "mail.chart"}}', '*** 7 {{t "mail.chart"}}')).toEqual([
      expect.stringMatching(/^typed-digit .*letter\.text\.hbs:\d+:/),
    ]);
  });

  test("name strings that are there, in both languages, and use them all", () => {
    expect(told("mail/parts/letter.text.hbs", '{{t "mail.chart"}}', '{{t "mail.chrat"}}')).toEqual([
      expect.stringMatching(/mail\.chrat.*did you mean "?mail\.chart/),
      expect.stringMatching(/^unused-string/),
    ]);
    expect(told("strings/mail.yaml", "mail.chart: { vi: Biểu đồ, en: Chart }", "mail.chart: { vi: Biểu đồ }")).toEqual([
      expect.stringMatching(/^string-missing-language/),
    ]);
  });

  test("know no figures of the dataset, and none of the helpers that print them", () => {
    expect(told("strings/mail.yaml", "en: Dear }", 'en: "Dear {{figure \\"o126\\"}}" }').join("\n")).toMatch(/o126/);
    expect(told("mail/parts/letter.text.hbs", "{{local title}}", "{{marks title}}").join("\n")).toMatch(/a mail can't call marks/);
  });

  test("print nothing without escaping", () => {
    expect(told("mail/parts/letter.html.hbs", "{{sender.postal}}", "{{{sender.postal}}}")).toEqual([
      expect.stringMatching(/^template-construct/),
    ]);
  });

  test("are all there", () => {
    const without = (name: string) => new Map([...files].filter(([file]) => file !== `templates/mail/${name}.hbs`));
    for (const name of ["subject.text", "message.text", "message.html"]) {
      const { templates, problems } = parseMailTemplates(without(name), "templates");
      expect(templates).toBeNull();
      const errors = problems.filter(({ severity }) => severity === "error");
      expect(errors.map(({ code, where }) => [code, where?.file])).toEqual([["template-missing", `templates/mail/${name}.hbs`]]);
    }
  });
});

describe("check", () => {
  test("tells what is wrong with mails, where there are any", async () => {
    const { inputs, templates } = await smallBrief();
    await cp(join(templatesFolder, "mail"), join(templates, "mail"), { recursive: true });
    await cp(join(templatesFolder, "strings/mail.yaml"), join(templates, "strings/mail.yaml"));
    expect(jsonOf(await run(["check", "--json", ...inputs])).problems).toEqual([]);
    await writeFile(join(templates, "mail/subject.text.hbs"), '{{t "mail.subject"}}');
    const { code, out } = await run(["check", ...inputs]);
    expect(code).toBe(1);
    expect(out.join("\n")).toContain(`${templates}/mail/subject.text.hbs:1:1`);
  });

  test("a change of a mail's words leaves editions what they are", async () => {
    const { inputs, templates, out } = await smallBrief();
    const edition = async () => {
      await run(["build", ...inputs, "--out", out]);
      return JSON.parse(await readFile(join(out, "small.manifest.json"), "utf8")).edition;
    };
    const before = await edition();
    await writeFile(join(templates, "strings/mail.yaml"), "mail.unused: { vi: a, en: b }\n");
    await run(["build", ...inputs, "--out", out]);
    expect(await edition()).toBe(before);
  });
});
