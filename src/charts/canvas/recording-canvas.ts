import type { Drawing, TextMetrics } from "../../graphics.ts";
import { RecordingContext } from "./recording-context.ts";

/** A canvas that keeps what is drawn on it as paths and text, in points. */
export class RecordingCanvas {
  width: number;
  height: number;
  /** Chart.js writes the size here too. */
  readonly style: Record<string, string> = {};
  readonly #context: RecordingContext<RecordingCanvas>;
  #metrics: TextMetrics | undefined;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#context = new RecordingContext<RecordingCanvas>(this, () => {
      if (!this.#metrics) throw new Error("text is measured on a canvas before measureWith() was called");
      return this.#metrics;
    });
  }

  /** Sets how text is measured; call it before anything is drawn. */
  measureWith(metrics: TextMetrics): void {
    this.#metrics = metrics;
  }

  getContext(_kind: "2d"): RecordingContext<RecordingCanvas> {
    return this.#context;
  }

  /** What has been drawn so far, on paper of the given size. */
  drawing(width: number, height: number): Drawing {
    return { width, height, items: this.#context.recorder.items };
  }

  /** Chart.js asks; a canvas outside a page has no attributes. */
  getAttribute(): null {
    return null;
  }

  /** A recording has no bytes; chartjs-node-canvas asks for some at the end of each chart. */
  toBuffer(): Buffer {
    return Buffer.alloc(0);
  }
}
