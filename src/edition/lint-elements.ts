import type { Dataset } from "../dataset/schema.ts";
import { checkNesting } from "../document/check-nesting.ts";
import { type HtmlNode, parseHtml } from "../document/html-tree.ts";
import { error, type Place, type Problem } from "../errors.ts";
import type { Template, Templates } from "../template/compile-templates.ts";
import { skeletonOf } from "../template/lint/lint-html.ts";
import { templateParts } from "../template/lint/template-parts.ts";
import { unsoundIn } from "../template/lint/unsound.ts";
import { unknownReference } from "../template/unknown-reference.ts";

/**
 * What no document can hold, told where a template writes it: unknown elements and attributes, tags that don't pair, and
 * pictures that show nothing. The document tells them too, but it sees rendered HTML, whose lines nobody has before them.
 */
export function lintElements(templates: Templates, { charts, origin }: Pick<Dataset, "charts" | "origin">): Problem[] {
  const isUnsound = unsoundIn({ ...(origin && { origin }) });
  const known: Charts = { is: (id) => charts.has(id) || isUnsound("chart", id), ids: [...charts.keys()] };
  const takers = new Map([...templates.values()].map((template) => [template.name, chartParameters(template)]));
  return [...templates.values()].flatMap((template) => [...lintHtml(template, known), ...lintPartials(template, takers, known)]);
}

interface Charts {
  readonly is: (id: string) => boolean;
  readonly ids: readonly string[];
}

function lintHtml(template: Template, charts: Charts): Problem[] {
  const { root, problems } = parseHtml(htmlOf(template), template.file);
  return [...problems, ...checkNesting(root, { isFragment: true }), ...images(root).flatMap((image) => lintImage(image, charts))];
}

/** Expressions become spaces, line by line: `<em{{#if foreign}} lang="…"{{/if}}>` is an <em> with a lang. */
function htmlOf(template: Template): string {
  const skeleton = skeletonOf(template.text.length, templateParts(template).written);
  return [...skeleton].map((character, i) => (character !== "\uFFFC" ? character : template.text[i] === "\n" ? "\n" : " ")).join("");
}

const images = (node: HtmlNode): HtmlNode[] =>
  node.children.flatMap((child) => (child.kind === "text" ? [] : child.name === "img" ? [child] : images(child)));

function lintImage({ attributes, where }: HtmlNode, charts: Charts): Problem[] {
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
