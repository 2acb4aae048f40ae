/**
 * The `canvas` package that chartjs-node-canvas requires. What is drawn is recorded, not rasterised: see
 * `RecordingCanvas`. A maker of PNG or SVG goes here, chosen by `type`.
 */
import { RecordingCanvas } from "./recording-canvas.ts";

export function createCanvas(width: number, height: number): RecordingCanvas {
  return new RecordingCanvas(width, height);
}

/** Fonts are the document's own, measured through `TextMetrics`; there is nothing to register. */
export function registerFont(_path: string, _face: { readonly family: string }): void {}

/** Named by chartjs-node-canvas; charts hold no pictures. */
export class Image {
  src = "";
}

export function loadImage(source: string): Promise<Image> {
  return Promise.reject(new Error(`charts hold no pictures, but ${source} was asked for`));
}
