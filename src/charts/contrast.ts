import type { Color } from "../graphics.ts";

/** Relative luminance (WCAG 2.2) of `#rrggbb`, 0 for black to 1 for white. */
export function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(a: Color, b: Color): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** White or `ink`, whichever reads better on `background`. */
export const readableOn = (background: Color, ink: Color): Color =>
  contrast(background, "#ffffff") >= contrast(background, ink) ? "#ffffff" : ink;
