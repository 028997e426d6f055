// Pixels -> digit: cut out, fitted and centred as MNIST's digits were; the same to the last bit as page.py, which says
// why. A page is { levels, height, width, left, top, across, down }: levels (h, w), uint8, row by row, 0 paper ..
// 255 ink; the corner of its first pixel, and the size of a pixel, in pad units.

export const SIDE = 28; // pixels; MNIST's page
export const FULL = 255; // grey levels; MNIST's files store 0 paper .. 255 ink
const BOX = 20; // pixels; MNIST's digits fill a 20x20 box
const FAINT = 25; // grey levels; what is no darker is the soft edge of a stroke, not a mark

// No ink, as a page of (28, 28).
export function blank() {
  return { levels: new Uint8Array(SIDE * SIDE), height: SIDE, width: SIDE, left: 0, top: 0, across: 1, down: 1 };
}

// Whether there is any mark at all.
export const hasInk = ({ levels }) => levels.some((level) => level > FAINT);

// The rectangle [left, top, width, height] that all pixels of a page show, in pad units; null if there is no ink.
export function placementOf(page) {
  return hasInk(page) ? [page.left, page.top, page.width * page.across, page.height * page.down] : null;
}

// Cuts away the empty paper around the marks. Needs some ink.
export function cropped(page) {
  const box = boxOf(page);
  const [height, width] = [box.bottom - box.top, box.right - box.left];
  if (height === page.height && width === page.width) return page;
  const levels = new Uint8Array(height * width);
  for (let y = 0; y < height; y++) {
    const from = (box.top + y) * page.width + box.left;
    levels.set(page.levels.subarray(from, from + width), y * width);
  }
  const [left, top] = [page.left + box.left * page.across, page.top + box.top * page.down];
  return { ...page, levels, height, width, left, top };
}

// The smallest box that holds all marks; right and bottom are just outside it. Needs some ink.
function boxOf({ levels, height, width }) {
  let [left, top, right, bottom] = [0, 0, width, height];
  while (!hasMark(levels, top * width, 1, width)) top++;
  while (!hasMark(levels, (bottom - 1) * width, 1, width)) bottom--;
  while (!hasMark(levels, left, width, height)) left++;
  while (!hasMark(levels, right - 1, width, height)) right--;
  return { left, top, right, bottom };
}

// Whether one of so many levels is a mark: the one numbered first, the one a step further, and so on.
function hasMark(levels, first, step, count) {
  for (let i = 0, at = first; i < count; i++, at += step) if (levels[at] > FAINT) return true;
  return false;
}

// Scales so that the longer side is BOX pixels and the aspect is kept: every new pixel is the mean of the area that it
// covers, rounded, halves up. All sums are whole numbers below 2 ** 31, so that their order does not matter.
export function fitted(page) {
  const { height, width } = page;
  const [rows, columns] = [fittedLength(height, page), fittedLength(width, page)];
  const sums = bandSums(bandSums(new Int32Array(page.levels), height, width, columns), columns, height, rows);
  const area = height * width;
  const levels = new Uint8Array(rows * columns);
  for (let i = 0; i < levels.length; i++) levels[i] = Math.floor((2 * sums[i] + area) / (2 * area));
  const [across, down] = [(page.across * width) / columns, (page.down * height) / rows];
  return { ...page, levels, height: rows, width: columns, across, down };
}

function fittedLength(length, { height, width }) {
  const longer = Math.max(height, width);
  return Math.max(1, Math.floor((2 * BOX * length + longer) / (2 * longer)));
}

// Sums of each row over so many bands of the same width: (rows, length) -> (bands, rows), turned over its diagonal, so
// that a second call goes down the columns and turns it back. To stay whole, a pixel is as long as there are bands.
function bandSums(values, rows, length, bands) {
  const sums = new Int32Array(bands * rows);
  for (let row = 0; row < rows; row++) {
    const first = row * length;
    let [pixel, sum, before] = [0, 0, 0]; // whole pixels so far; their sum; the sum up to the band
    for (let band = 0; band < bands; band++) {
      const end = (band + 1) * length;
      for (const whole = Math.floor(end / bands); pixel < whole; pixel++) sum += values[first + pixel];
      const rest = end - pixel * bands; // of a pixel that the next band shares
      const upTo = bands * sum + (rest && rest * values[first + pixel]);
      sums[band * rows + row] = upTo - before;
      before = upTo;
    }
  }
  return sums;
}

// Places a digit so that its centre of ink sits on pixel SIDE / 2, both down and across, by whole pixels, halves up.
// (h, w) -> (SIDE, SIDE); needs h, w <= SIDE, and some ink.
export function centred(page) {
  const { height, width } = page;
  let [total, down, across] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      total += page.levels[at];
      down += y * page.levels[at];
      across += x * page.levels[at];
    }
  }
  const place = (moment, length) =>
    Math.min(Math.max(Math.floor((SIDE * total - 2 * moment + total) / (2 * total)), 0), SIDE - length);
  const [row, column] = [place(down, height), place(across, width)];
  const levels = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < height; y++) {
    levels.set(page.levels.subarray(y * width, (y + 1) * width), (row + y) * SIDE + column);
  }
  const [left, top] = [page.left - column * page.across, page.top - row * page.down];
  return { ...page, levels, height: SIDE, width: SIDE, left, top };
}

// Takes the steps in order, from what is given on, and yields [name, what it made] after each; ends where no ink is.
export function* walk(steps, given) {
  let made = given;
  for (const [name, step] of steps) {
    made = step(made);
    if (made.levels && !hasInk(made)) return;
    yield [name, made];
  }
}

// What the last of the steps made; an empty page if there is no ink.
export function pageThrough(steps, given) {
  const walked = [...walk(steps, given)];
  return walked.length === steps.length ? walked.at(-1)[1] : blank();
}
