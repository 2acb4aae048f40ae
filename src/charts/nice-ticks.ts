/** Round values that cover `min` to `max` in about `count` steps of 1, 2, 2.5 or 5 × 10^n. */
export function niceTicks(min: number, max: number, count: number): readonly number[] {
  if (!(max > min)) return max === 0 ? [0, 1] : niceTicks(Math.min(0, max), Math.max(0, max), count);
  const step = niceStep((max - min) / count);
  const [first, last] = [Math.floor(min / step + 1e-9), Math.ceil(max / step - 1e-9)];
  // Fifteen digits: 3 × 0.1 is 0.3 on an axis.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)));
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 2.5, 5].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
}
