/** Words after a number that say how large it is, Vietnamese, English and French. */
const scaleWords: readonly (readonly [RegExp, number])[] = [
  [/^(?:(?:nghìn|ngàn) (?:tỷ|tỉ)|trillions?)(?!\p{L})/u, 12],
  [/^(?:triệu (?:tỷ|tỉ)|million billion)(?!\p{L})/u, 15],
  [/^(?:nghìn|ngàn|thousand)(?!\p{L})/u, 3],
  [/^(?:triệu|millions?|mil|mln|mn)(?!\p{L})/u, 6],
  [/^(?:tỷ|tỉ|billions?|bln|bn|milliards?)(?!\p{L})/u, 9],
];

const ordinals: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
    ["", "once", "twice"],
  ].flatMap((words) => words.flatMap((word, number) => (word ? [[word, number]] : []))),
);

interface Reading {
  readonly amounts: readonly number[];
  readonly scale: number;
}

/**
 * Every amount that can be read from a figure as a source prints it: separators in the Vietnamese and the English way,
 * with the word of scale that follows (a thousand tỷ is a trillion), and "1 tỷ 845 triệu" as one.
 */
export function readAsPrinted(text: string): readonly number[] {
  const plain = text.normalize("NFKC").toLowerCase();
  const readings = readNumbers(plain);
  const found = readings.flatMap(({ amounts }) => amounts);
  for (const [i, one] of readings.entries()) {
    const next = readings[i + 1];
    if (next && next.scale < one.scale) found.push(...one.amounts.flatMap((a) => next.amounts.map((b) => a + b)));
  }
  const words = plain.split(/[^\p{L}]+/u).flatMap((word) => ordinals[word] ?? []);
  return [...found, ...words];
}

function readNumbers(text: string): Reading[] {
  // A space after a separator is a slip of typesetting: "1, 543 tỷ".
  return [...text.matchAll(/\d+(?:[.,'’]? ?\d{3}(?!\d)|[.,] ?\d+)*/g)].map(({ 0: digits, index }) => {
    const after = text.slice(index + digits.length).replace(/^[\s(-]+/, "");
    const scale = scaleWords.find(([word]) => word.test(after))?.[1] ?? 0;
    return { scale, amounts: numbersOf(digits.replace(/[ '’]/g, "")).map((number) => Number(`${number}e${scale}`)) };
  });
}

/** `1.543` is 1543 in Vietnamese and 1.543 in English. */
function numbersOf(digits: string): readonly string[] {
  const grouped = digits.replace(/[.,]/g, "");
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const decimal = last < 0 ? grouped : `${digits.slice(0, last).replace(/[.,]/g, "")}.${digits.slice(last + 1)}`;
  return [...new Set([grouped, decimal])];
}
