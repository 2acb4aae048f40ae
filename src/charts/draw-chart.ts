import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import type { Chart, ChartConfiguration, Plugin } from "chart.js/auto";
import type { Drawing } from "../graphics.ts";
import type { RecordingCanvas } from "./canvas/recording-canvas.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { chartPoints } from "./chart-points.ts";
import { planChart } from "./plan-chart.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

/**
 * Draws a chart as paths and text in points. The drawing is `frame.width` wide; its height is what the chart needs, near
 * the height wished for. The same chart gives the same drawing, whenever and wherever.
 */
export function drawChart(chart: ResolvedChart, frame: ChartFrame): Drawing {
  const { height, configuration, plugins } = planChart(chart, frame);
  const sheet = new Sheet(chart, { ...frame, height });
  // The renderer's type knows no chart type, ours name theirs; to Chart.js both are the same.
  const general = { ...configuration, plugins: [sheet.plugin, ...plugins] } as ChartConfiguration;
  renderer().renderToBufferSync(general);
  return sheet.drawing();
}

let theRenderer: ChartJSNodeCanvas | undefined;

/** One for all charts: each new one loads Chart.js afresh. Its size is a stand-in; every chart brings its own. */
const renderer = (): ChartJSNodeCanvas => (theRenderer ??= new ChartJSNodeCanvas({ width: 1, height: 1 }));

/** Gives the canvas of one chart its size and its way of measuring text, and takes what was drawn on it. */
class Sheet {
  readonly #chart: ResolvedChart;
  readonly #frame: ChartFrame & { readonly height: number };
  #drawing: Drawing | undefined;

  constructor(chart: ResolvedChart, frame: ChartFrame & { readonly height: number }) {
    this.#chart = chart;
    this.#frame = frame;
  }

  readonly plugin: Plugin = {
    id: "sheet",
    beforeInit: (chart: Chart) => {
      const canvas: RecordingCanvas = chart.canvas;
      canvas.measureWith(this.#frame.metrics);
      chart.resize(this.#frame.width, this.#frame.height);
    },
    // Taken here, because chartjs-node-canvas clears the canvas before it returns.
    afterRender: (chart: Chart) => {
      const canvas: RecordingCanvas = chart.canvas;
      const drawing = canvas.drawing(this.#frame.width, this.#frame.height);
      this.#drawing = { ...drawing, points: chartPoints(chart, drawing, { chart: this.#chart, frame: this.#frame }) };
    },
  };

  drawing(): Drawing {
    if (!this.#drawing) throw new Error("Chart.js ended without drawing the chart");
    return this.#drawing;
  }
}
