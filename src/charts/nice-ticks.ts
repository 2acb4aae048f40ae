/** Round values from `min` to `max`, both ends included if they are round: about `count` steps of 1, 2, 2.5 or 5 × 10^n. */
export function niceTicks(min: number, max: number, count: number): readonly number[] {
  if (!(max > min)) return [min];
  const step = niceStep((max - min) / count);
  const [first, last] = [Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9)];
  // Fifteen digits: 3 × 0.1 is 0.3 on an axis.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)) + 0);
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 2.5, 5].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
}
