/** A number as it is written: sign apart, digits before and after the point. */
export interface DecimalText {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

/**
 * `value` × 10^`shift`, rounded half away from zero to `decimals` digits. Exact: works on the shortest decimal that reads
 * back as `value`, so what a spreadsheet holds is what is printed.
 * @throws RangeError for NaN and infinities
 */
export function decimalText(value: number, decimals: number, shift = 0): DecimalText {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that can be printed`);
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  const fractionDigits = mantissa.includes(".") ? mantissa.length - 2 : 0;
  const scaled = timesPowerOfTen(digits, Number(exponent) - fractionDigits + shift + decimals);
  const text = scaled.toString().padStart(decimals + 1, "0");
  const integer = text.slice(0, text.length - decimals);
  return { negative: value < 0 && scaled > 0n, integer, fraction: text.slice(text.length - decimals) };
}

function timesPowerOfTen(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor / 2n) / divisor;
}

/** Digits after the point that `value` needs. */
export function decimalsOf(value: number): number {
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const fractionDigits = mantissa.includes(".") ? mantissa.length - mantissa.indexOf(".") - 1 : 0;
  return Math.max(0, fractionDigits - Number(exponent));
}
