import type { Dataset } from "../dataset/schema.ts";
import { checkAttributes } from "../document/check-attributes.ts";
import { checkNesting } from "../document/check-nesting.ts";
import { type HtmlNode, isPairing, parseHtml } from "../document/html-tree.ts";
import { error, type Place, type PlaceAt, placesIn, type Problem } from "../errors.ts";
import { languages } from "../language/language.ts";
import type { Strings, StringText } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import type { Template, Templates } from "../template/compile-templates.ts";
import { skeletonOf, type WrittenText } from "../template/lint/lint-html.ts";
import { templateParts } from "../template/lint/template-parts.ts";
import { parseInline } from "../template/parse-inline.ts";
import { unsoundIn } from "../template/lint/unsound.ts";
import { unknownReference } from "../template/unknown-reference.ts";

/**
 * What no document can hold, told where a template or a string writes it: unknown elements, attributes and values, tags
 * that don't pair, words and elements where they would be lost, and pictures that show nothing. The document tells them
 * too, but of what is printed only, and when all else is well.
 */
export function lintElements(
  { templates, strings }: { readonly templates: Templates; readonly strings: Strings },
  { charts, origin }: Pick<Dataset, "charts" | "origin">,
): Problem[] {
  const isUnsound = unsoundIn({ ...(origin && { origin }) });
  const known: Charts = { is: (id) => charts.has(id) || isUnsound("chart", id), ids: [...charts.keys()] };
  const takers = new Map([...templates.values()].map((template) => [template.name, chartParameters(template)]));
  return [
    ...[...templates.values()].flatMap((template) => [...lintHtml(template, known), ...lintPartials(template, takers, known)]),
    ...[...strings.values()].flatMap((string) => languages.flatMap((language) => wordProblems(string[language]))),
  ];
}

interface Charts {
  readonly is: (id: string) => boolean;
  readonly ids: readonly string[];
}

function lintHtml(template: Template, charts: Charts): Problem[] {
  const placeAt = placesIn(template.file, template.text);
  const { root, problems } = parseHtml(writtenHtml(template.text, templateParts(template).written), placeAt);
  const paired = !problems.some(({ code }) => isPairing(code));
  return [
    ...problems,
    ...(paired ? checkNesting(root, placeAt, { isPart: true }) : []),
    ...checkAttributes(root, placeAt, { isKnown: isWritten }),
    ...images(root).flatMap((image) => lintImage(image, placeAt, charts)),
  ];
}

const wordProblems = rememberEach(lintWords);

/** A string is told of its elements by its own lint, which knows which of them stand in a string. */
function lintWords(string: StringText): Problem[] {
  if (!/[<&]/.test(string.text)) return [];
  const { nodes } = parseInline(string);
  const written = nodes.flatMap((node) => (node.kind === "html" ? [{ text: node.html, start: node.offset }] : []));
  const { root, problems } = parseHtml(writtenHtml(string.text, written), string.placeAt);
  const told = problems.filter(({ code }) => code === "html-attribute" || code === "html-entity");
  return [
    ...told,
    ...checkNesting(root, string.placeAt, { isPart: true }),
    ...checkAttributes(root, string.placeAt, { isKnown: isWritten }),
  ];
}

/** Expressions become spaces, line by line: `<em{{#if foreign}} lang="…"{{/if}}>` is an <em> with a lang. */
function writtenHtml(text: string, written: readonly WrittenText[]): string {
  return skeletonOf(text.length, written).replaceAll("\uFFFC", (_, i: number) => (text[i] === "\n" ? "\n" : " "));
}

/** A value with spaces holds an expression: what it gives is known when it is rendered. */
const isWritten = (value: string): boolean => !/\s/.test(value);

const images = (node: HtmlNode): HtmlNode[] =>
  node.children.flatMap((child) => (child.kind === "text" ? [] : child.name === "img" ? [child] : images(child)));

function lintImage({ attributes, at }: HtmlNode, placeAt: PlaceAt, charts: Charts): Problem[] {
  const where = placeAt(at);
  const { src = "", alt = "" } = attributes;
  const problems: Problem[] = [];
  const [, chart] = /^chart:(\S*)$/.exec(src) ?? [];
  // A value of spaces was an expression: what it gives is known when it is rendered.
  if (chart !== undefined) problems.push(...lintChart(chart, where, charts));
  else if (src === "" || /\S/.test(src.replace(/^chart:/, ""))) {
    problems.push(error("html-image", `<img src="${src}"> is no chart`, where, 'write src="chart:ID" with an id of data/charts.yaml'));
  }
  if (alt === "") problems.push(error("html-alt", `<img src="${src.trim()}"> has no alt text`, where, "say what the picture shows"));
  return problems;
}

function lintChart(id: string, where: Place, { is, ids }: Charts): Problem[] {
  if (is(id)) return [];
  const { code, message, hint } = unknownReference(id, "chart", ids);
  return [error(code, message, where, hint)];
}

/** The parameters of a part that name the chart it draws: `id` where it holds `chart:{{id}}`. */
const chartParameters = ({ text }: Template): string[] => [...text.matchAll(/\bchart:\{\{([\w-]+)\}\}/g)].map(([, name = ""]) => name);

function lintPartials(template: Template, takers: ReadonlyMap<string, readonly string[]>, charts: Charts): Problem[] {
  return templateParts(template).partials.flatMap(({ name = "", options, place }) =>
    (takers.get(name) ?? []).flatMap((parameter) => {
      const id = options[parameter];
      return typeof id === "string" ? lintChart(id, place, charts) : [];
    }),
  );
}
