// What a number is made of, as elements: shows[kind of its stage](place, chosen, choose). Each number that went into it is a
// button that pins that one.

const LARGEST = 7; // terms shown one by one

const make = (tag, className, ...content) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
};

function link(address, ...content) {
  const button = make("button", "", ...content);
  button.type = "button";
  button.addEventListener("click", () => document.dispatchEvent(new CustomEvent("cell-pinned", { detail: { address } })));
  return button;
}

function nameOf(address) {
  const [stage, ...numbers] = address.split(".");
  return words(numbers.length === 1 ? "unit" : "pixel", { stage, channel: numbers[0], row: numbers[1], column: numbers[2] });
}

// To the one number of the stage before that this one is made of.
function linkBefore({ stage, index }) {
  const before = addressOf(stage.before, index);
  return link(before, nameOf(before));
}

function grid(cells, shown, side, wins = null) {
  const largest = Math.max(1e-9, ...cells.map((cell) => Math.abs(shown(cell))));
  const places = cells.map((cell) => {
    const value = shown(cell);
    const place = cell.from ? link(cell.from, number(value)) : make("span", "", number(value));
    place.title = number(value, 4);
    place.classList.add(value < 0 ? "down" : "up");
    place.classList.toggle("wins", cell === wins);
    place.style.setProperty("--share", `${Math.round((40 * Math.abs(value)) / largest)}%`);
    return place;
  });
  const made = make("div", side > 5 ? "grid fine" : "grid", ...places);
  made.style.setProperty("--side", side);
  return made;
}

// Terms, the largest one by one and the others together, then what they add up to.
function ledger(terms, label, end, className = "terms") {
  const sorted = terms.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const rest = sorted.slice(LARGEST);
  const line = (...content) => make("li", "", make("span", "", ...content));
  const lines = sorted.slice(0, LARGEST).map((term) => make("li", "", label(term)));
  if (rest.length) {
    lines.push(line(words("others", { n: rest.length }), number(rest.reduce((total, term) => total + term.sum, 0), 4)));
  }
  for (const [key, value] of end) lines.push(line(words(key), number(value, 4)));
  lines.at(-1).firstChild.className = "total";
  return make("ul", className, ...lines);
}

// ---- one way to show each kind of stage: (place, chosen, choose), of which a convolution shows one input channel's window

function ending(place, terms) {
  const bias = place.stage.bias[place.channel];
  const total = terms.reduce((sofar, term) => sofar + term.sum, bias);
  const end = [["bias", bias], ["total", total]];
  return place.stage.rectified ? [...end, ["rectified", Math.max(0, total)]] : end;
}

const shows = {
  convolution(place, chosen, choose) {
    const inputs = windows(place);
    const shown = inputs.find(({ channel }) => channel === chosen) ?? inputs.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum))[0];
    const side = place.stage.window;
    const plain = shown.cells.map((cell) => ({ ...cell, from: null }));
    const picture = [grid(shown.cells, ({ value }) => value, side), "×", grid(plain, ({ weight }) => weight, side)];
    picture.push("=", grid(plain, ({ product }) => product, side));
    const label = (input) => {
      const button = make("button", "", words("from_channel", { channel: input.channel }), number(input.sum, 4));
      button.setAttribute("aria-pressed", String(input === shown));
      button.addEventListener("click", () => choose(input.channel));
      return button;
    };
    return [make("div", "picture", ...picture), ledger(inputs, label, ending(place, inputs))];
  },
  maximum(place) {
    const [{ cells }] = windows(place);
    const wins = cells.reduce((best, cell) => (cell.value > best.value ? cell : best));
    const key = place.stage.rectified ? "largest_rectified" : "largest";
    return [make("div", "picture", grid(cells, ({ value }) => value, place.stage.window, wins)), make("p", "", words(key))];
  },
  linear(place) {
    const terms = weighted(place).map((term) => ({ ...term, sum: term.product }));
    const label = ({ from, value, weight, sum: product }) => {
      const factors = make("span", "", nameOf(from), `\u2002${number(value)} × ${number(weight)}`);
      return link(from, factors, number(product, 4));
    };
    return [ledger(terms, label, ending(place, terms), "terms factors")];
  },
  softmax(place) {
    const logits = place.stage.before.values;
    const largest = Math.max(...logits);
    const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
    const total = powers.reduce((sofar, power) => sofar + power, 0);
    const facts = { power: number(powers[place.index], 4), total: number(total, 4), largest: number(largest), value: number(powers[place.index] / total, 4) };
    return [make("p", "", words("softmax", facts)), linkBefore(place)];
  },
  row: (place) => [make("p", "", words("same")), linkBefore(place)],
  rectifier(place) {
    const value = number(place.stage.before.values[place.index], 4);
    return [make("p", "", words("rectifier", { value })), linkBefore(place)];
  },
  ink: () => [make("p", "", words("ink"))],
};
