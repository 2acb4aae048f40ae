/** @typedef {{ x: number; y: number; width: number; height: number }} Box */

/** Pixels each way that are looked at as one. */
const cell = 8;
/** Cells between two that belong to one difference: a word's gap and that between lines. */
const reach = 2;
/** Red, green and blue together. The same letter is smoothed a little otherwise each time: one pixel counts from here on. */
const strong = 192;
/** A tint that is another one differs less, but all over: this much counts if a part of the cell does. */
const faint = 48;
const faintPixels = (cell * cell) / 3;

/**
 * Boxes, from top to bottom, around what two pictures of one size show otherwise.
 * @param {ImageData} left
 * @param {ImageData} right
 * @returns {Box[]}
 */
export function findDifferences(left, right) {
  const columns = Math.ceil(left.width / cell);
  const rows = Math.ceil(left.height / cell);
  const boxes = gather(differingCells(left, right, columns), columns, rows);
  return joinOverlapping(boxes)
    .map((box) => withRoom(box, left))
    .sort((a, b) => a.y - b.y || a.x - b.x);
}

/**
 * @param {ImageData} left
 * @param {ImageData} right
 * @param {number} columns
 * @returns {Set<number>}
 */
function differingCells(left, right, columns) {
  const [a, b] = [new Uint32Array(left.data.buffer), new Uint32Array(right.data.buffer)];
  /** @type {Set<number>} */
  const cells = new Set();
  /** @type {Map<number, number>} */
  const faintOnes = new Map();
  for (let index = 0; index < a.length; index++) {
    const [one, other] = [a[index] ?? 0, b[index] ?? 0];
    const difference = one === other ? 0 : distance(one, other);
    if (difference < faint) continue;
    const [x, y] = [index % left.width, Math.floor(index / left.width)];
    const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
    const count = (faintOnes.get(at) ?? 0) + 1;
    faintOnes.set(at, count);
    if (difference >= strong || count >= faintPixels) cells.add(at);
  }
  return cells;
}

/** @param {number} one @param {number} other */
const distance = (one, other) =>
  Math.abs((one & 255) - (other & 255)) +
  Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) +
  Math.abs(((one >> 16) & 255) - ((other >> 16) & 255));

/**
 * Cells that lie within reach of each other, as boxes.
 * @param {Set<number>} cells
 * @param {number} columns
 * @param {number} rows
 */
function gather(cells, columns, rows) {
  const left = new Set(cells);
  /** @type {Box[]} */
  const boxes = [];
  for (const start of cells) {
    if (!left.delete(start)) continue;
    const found = [start];
    // It grows while it is walked through.
    for (const at of found) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      for (let row = Math.max(0, y - reach); row <= Math.min(rows - 1, y + reach); row++)
        for (let column = Math.max(0, x - reach); column <= Math.min(columns - 1, x + reach); column++) {
          const next = row * columns + column;
          if (left.delete(next)) found.push(next);
        }
    }
    const [xs, ys] = [found.map((at) => at % columns), found.map((at) => Math.floor(at / columns))];
    // Not spread into Math.min: a page that differs all over has more cells than a call may have arguments.
    const x = xs.reduce((least, one) => Math.min(least, one), columns);
    const y = ys.reduce((least, one) => Math.min(least, one), rows);
    const width = xs.reduce((most, one) => Math.max(most, one), 0) - x + 1;
    const height = ys.reduce((most, one) => Math.max(most, one), 0) - y + 1;
    boxes.push({ x, y, width, height });
  }
  return boxes;
}

/** @param {Box[]} boxes */
function joinOverlapping(boxes) {
  /** @type {Box[]} */
  const joined = [];
  for (const box of boxes) {
    let whole = box;
    for (;;) {
      // Each round takes one away, so there are no more rounds than boxes.
      const index = joined.findIndex((one) => overlaps(one, whole));
      if (index < 0) break;
      for (const one of joined.splice(index, 1)) whole = around(one, whole);
    }
    joined.push(whole);
  }
  return joined;
}

/** Pixels between what differs and the frame around it. */
const room = 8;

/**
 * In pixels, with room around, inside the page.
 * @param {Box} box in cells
 * @param {{ width: number; height: number }} page
 * @returns {Box}
 */
function withRoom({ x, y, width, height }, page) {
  const [left, top] = [Math.max(0, x * cell - room), Math.max(0, y * cell - room)];
  const [right, bottom] = [Math.min(page.width, (x + width) * cell + room), Math.min(page.height, (y + height) * cell + room)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** @param {Box} a @param {Box} b */
const overlaps = (a, b) => a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

/** @param {Box} a @param {Box} b @returns {Box} */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
