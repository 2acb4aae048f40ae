import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";
import type * as Handlebars from "handlebars";
import { error, placesIn, type Problem } from "../errors.ts";
import { rememberLast } from "../remember.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import { runtime } from "./handlebars-runtime.ts";
import { signatures } from "./helper-signatures.ts";
import { isSyntaxError, parseHandlebars, type SyntaxError, syntaxProblem } from "./parse-handlebars.ts";
import { withMarks } from "./source-marks.ts";

/** One `.hbs` file, parsed. */
export interface Template {
  /** How `{{> name}}` calls it: its path below the folder of templates, without `.hbs`. */
  readonly name: string;
  /** As the user would name it. */
  readonly file: string;
  readonly text: string;
  readonly program: hbs.AST.Program;
  readonly render: Handlebars.TemplateDelegate<unknown>;
  /** The same with marks of where everything comes from. */
  readonly renderMarked: Handlebars.TemplateDelegate<unknown>;
}

export type Templates = ReadonlyMap<string, Template>;

/** The template that a brief is rendered from. */
export const mainTemplate = "brief";

/** What goes in front of a personal copy. */
export const coverTemplate = "cover";

export interface CompiledTemplates {
  readonly templates: Templates;
  /** Names of those that are there, but could not be read. */
  readonly faulty: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Templates from their files (path → text); `root` is the folder that partials are named from, `main` a template that must
 * be there. A file that can't be read is left out and told.
 */
export function compileTemplates(files: ReadonlyMap<string, string>, root = "templates", main = mainTemplate): CompiledTemplates {
  return compileOnce(files, root, main);
}

const compileOnce = rememberLast(compileAll, (_, root, main) => `${root}/${main}`);

function compileAll(files: ReadonlyMap<string, string>, root: string, main: string): CompiledTemplates {
  const faulty = new Set<string>();
  const templates = new Map<string, Template>();
  const problems: Problem[] = [];
  for (const [file, source] of files) {
    const template = readTemplate(file, source, [templateName(file, root), templates.size]);
    if ("severity" in template) {
      faulty.add(templateName(file, root));
      problems.push(template);
    } else templates.set(template.name, template);
  }
  if (!templates.has(main) && problems.length === 0) {
    const what = main === mainTemplate ? "a brief" : "a mail";
    problems.push(
      error(
        "template-missing",
        `there is no template ${main}.hbs`,
        { file: `${root}/${main}.hbs` },
        `add it: it is what ${what} is rendered from`,
      ),
    );
  }
  return { templates, faulty, problems };
}

/** `index` is the number by which marks name it. */
const readTemplate = rememberLast(
  (file: string, source: string, [name, index]: readonly [string, number]): Template | Problem => {
    const text = source.normalize("NFC");
    const precompiled = precompile(text, file);
    if (typeof precompiled === "object") return syntaxProblem(precompiled, placesIn(file, text)(precompiled.offset));
    let program: hbs.AST.Program | undefined;
    const parsed = () => (program ??= parseSound(text, file));
    return {
      name,
      file,
      text,
      get program() {
        return parsed();
      },
      render: rendererOf(() => precompiled ?? precompileProgram(parsed(), file)),
      renderMarked: rendererOf(() => precompileProgram(withMarks(parsed(), index), file)),
    };
  },
  (file) => file,
);

/** The template as a program text, or what is wrong with it. Undefined: it can't be compiled, which the lint tells; who renders it gets the reason. */
const precompile = rememberAcrossRuns(
  "template",
  (text: string, file: string): string | SyntaxError | undefined => {
    const program = parseHandlebars(text, file);
    if (isSyntaxError(program)) return program;
    try {
      return precompileProgram(program, file);
    } catch (cause) {
      if (cause instanceof runtime.Exception) return undefined;
      throw cause;
    }
  },
  (...given) => given,
);

/** Of a text that has been parsed before. */
function parseSound(text: string, file: string): hbs.AST.Program {
  const program = parseHandlebars(text, file);
  if (isSyntaxError(program)) throw new Error(`${file} was sound, and is not any more`);
  return program;
}

/** Made ready when it is first rendered. */
function rendererOf(precompiled: () => string): Template["render"] {
  let render: Template["render"] | undefined;
  return (...given) => (render ??= handlebars.template<unknown>(runInThisContext(`(${precompiled()})`) as TemplateSpecification))(...given);
}

/** How a template in `file` is called. */
export const templateName = (file: string, root: string) =>
  (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file).replace(/\.hbs$/, "");

/** Our own instance: nothing that another part of the program registers can reach a brief. */
const handlebars = runtime.create();
const require = createRequire(import.meta.url);

const knownHelpers = Object.fromEntries([...signatures.keys()].map((name) => [name, true]));
const absent = { lookup: false, log: false, helperMissing: false, blockHelperMissing: false };

function precompileProgram(program: hbs.AST.Program, file: string): string {
  const precompiled: unknown = (require("handlebars") as typeof Handlebars).precompile(program, {
    // Plain text has nothing to escape.
    noEscape: file.endsWith(".text.hbs"),
    strict: true, // a field that isn't there is an error, not an empty string
    knownHelpersOnly: true,
    knownHelpers: { ...knownHelpers, ...absent },
    preventIndent: true,
  });
  if (typeof precompiled !== "string") throw new Error("Handlebars gave a source map that nobody asked for");
  return precompiled;
}
