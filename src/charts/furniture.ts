import type { Plugin } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { areaPaint } from "./area-paint.ts";
import { allPoints, painter } from "./base-config.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { layoutLegend, type LegendItem } from "./legend.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { areaColor, lineColor } from "./series-color.ts";

/** What stands over and under a plot: names of colours above, at the foot what its signs and kinds of marks mean. */
export interface Furniture {
  readonly above: Pt;
  readonly below: Pt;
  readonly plugins: readonly Plugin[];
}

const [underLegend, overNotes] = [6, 4];

export function layoutFurniture(legend: readonly LegendItem[], notes: readonly LegendItem[], frame: ChartFrame): Furniture {
  const [top, foot] = [layoutLegend(legend, frame), layoutLegend(notes, frame)];
  return {
    above: legend.length > 0 ? top.height + underLegend : 0,
    below: notes.length > 0 ? foot.height + overNotes : 0,
    plugins: [
      painter("legend", "below", (pen) => top.paint(pen, 0)),
      painter("notes", "below", (pen, { height }) => foot.paint(pen, height - foot.height)),
    ],
  };
}

/** Names the series of areas by their colours; a single one needs no name. */
export const areaLegend = (chart: ResolvedChart, frame: ChartFrame): LegendItem[] =>
  nameSeries(chart).map(({ label, planned }, i) => ({
    label,
    swatch: { kind: planned ? "hatched" : "fill", paint: areaPaint(areaColor(i, chart, frame), frame.theme) },
  }));

/** The same for lines, or for dots. */
export const lineLegend = (chart: ResolvedChart, frame: ChartFrame, kind: "fill" | "dot"): LegendItem[] =>
  nameSeries(chart).map(({ label }, i) => ({ label, swatch: { kind, paint: { fill: lineColor(i, chart, frame) } } }));

const nameSeries = ({ series }: ResolvedChart) =>
  series.length < 2 ? [] : series.map(({ label = "", points }) => ({ label, planned: points.every(({ planned }) => planned) }));

/** What the signs before values and the hatching of bars mean, where there are any. */
export function areaNotes(chart: ResolvedChart, frame: ChartFrame): LegendItem[] {
  const planned = allPoints(chart).some((point) => point.planned);
  const signs = chart.signs.map(({ sign, meaning }) => ({ label: `${sign} ${meaning}` }));
  return planned ? [...signs, { label: chart.legend.planned, swatch: { kind: "hatched", paint: firstPaint(chart, frame) } }] : signs;
}

/** What hollow points mean, and dashed lines between them, where there are any. Single dots are hollow if planned, too. */
export function lineNotes(chart: ResolvedChart, frame: ChartFrame, joined: boolean): LegendItem[] {
  const points = allPoints(chart);
  const paint = firstPaint(chart, frame);
  const hollow = points.some((point) => point.hollow);
  const planned = points.some((point) => point.planned);
  return [
    ...(hollow ? [{ label: chart.legend.hollow, swatch: { kind: "ring", paint } } as const] : []),
    ...(planned ? [{ label: chart.legend.planned, swatch: { kind: joined ? "dashed" : "ring", paint } } as const] : []),
  ];
}

const firstPaint = (chart: ResolvedChart, frame: ChartFrame) => areaPaint(areaColor(0, chart, frame), frame.theme);
