// How hard a QR code would be to read, by the four rules of ISO/IEC 18004 section 7.8.3: the mask with the least is taken.

const FINDERS = [[1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1]].map((bits) => bits.join(""));

// rows: of true (dark) and false.
export function penaltyOf(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  const lines = [...rows, ...columns].map((line) => line.map(Number).join(""));
  return sum(lines.map(runs)) + squares(rows) + 40 * sum(lines.map(finders)) + 10 * imbalance(rows.flat());
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// Five or more alike in a row.
const runs = (line) => sum([...line.matchAll(/0{5,}|1{5,}/g)].map(([run]) => run.length - 2));

// What looks like the pattern of a corner.
const finders = (line) => sum([...line].map((_, at) => FINDERS.filter((finder) => line.startsWith(finder, at)).length));

// Two by two alike.
function squares(rows) {
  let found = 0;
  for (let y = 1; y < rows.length; y++) {
    for (let x = 1; x < rows.length; x++) {
      if (rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x - 1]) found++;
    }
  }
  return 3 * found;
}

// Steps of five per cent by which dark pixels are not one half.
const imbalance = (pixels) => Math.floor(Math.abs((100 * pixels.filter(Boolean).length) / pixels.length - 50) / 5);
