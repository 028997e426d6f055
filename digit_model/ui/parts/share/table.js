// A reading as a table for a spreadsheet: one line a value.

const COLUMNS = "stage,channel,row,column,value";
const SMALLEST_NORMAL = 2 ** -126; // float32 below this has fewer digits

// CSV of stages, [{ name, shape, values: Float32Array }] in order; a shape is [channels, rows, columns], [rows,
// columns] for the only channel of a digit, or [channels] for a vector, which has neither row nor column. All count
// from 0. Values are written in as few decimals as float32 needs to come back exactly; they must be finite.
export function csvOf(stages) {
  return [COLUMNS, ...stages.flatMap(linesOf), ""].join("\r\n");
}

function linesOf({ name, shape, values }) {
  const [rows, columns] = shape.slice(-2);
  const placeOf = (index) => {
    if (shape.length === 1) return `${index},,`;
    const row = Math.floor(index / columns);
    return `${Math.floor(row / rows)},${row % rows},${index % columns}`;
  };
  return Array.from(values, (value, index) => `${name},${placeOf(index)},${written(value)}`);
}

// A float32 as NumPy writes it: 0.5, 3.0, 1e-05, 1.25e+06.
function written(value) {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  const decimal = shortest(size);
  if (size === 0 || (1e-4 <= size && size < 1e6)) return sign + (decimal % 1 ? decimal : decimal.toFixed(1));
  const [digits, exponent] = decimal.toExponential().split("e");
  return `${sign}${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

// The number with the fewest digits that rounds to this float32, which is not negative. JavaScript itself writes what
// rounds to this float64: 0.10000000149011612 for the float32 nearest to 0.1.
function shortest(size) {
  let precision = size < SMALLEST_NORMAL ? 1 : 6; // decimals of 6 digits lie further apart than normal float32 numbers
  let decimal = Number(size.toPrecision(precision));
  while (Math.fround(decimal) !== size) decimal = Number(size.toPrecision(++precision));
  // Between two decimals that are equally near toPrecision takes the larger one, NumPy the even one.
  const exact = size.toPrecision(precision + 1);
  const isTie = Number(exact) === size && /[02468]\.?5(e|$)/.test(exact);
  return isTie ? Number(exact.replace(/5(?=e|$)/, "0")) : decimal;
}
