// Why this digit and not the other: paints what server.weigh answers, see ledger.py. A term leads to its number in the flow.

const selects = [...element.querySelectorAll("select")];
const list = element.querySelector("ol");
const page = element.querySelector("canvas").getContext("2d");
const pixels = page.createImageData(28, 28);

const FAINT = 25; // of 255; as in preprocess.py

let picked = null; // the visitor's own pair; else the two likeliest digits
let shown = null; // the answer that is painted, and the reading that it is about

function span(className, ...content) {
  const made = document.createElement("span");
  made.className = className;
  made.append(...content);
  return made;
}

function row(tag, name, factors, term, largest) {
  const line = document.createElement(tag);
  const bar = document.createElement("i");
  bar.style.setProperty("--length", Math.min(1, Math.abs(term) / largest));
  bar.classList.toggle("below", term < 0);
  line.append(name, span("factors", factors), bar, span("number", signed(term, 3)));
  const item = document.createElement("li");
  item.append(line);
  return item;
}

function termRow({ address, value, weight, term }, largest) {
  const name = document.createElement("b");
  name.textContent = address.replace(".", " · ");
  const item = row("button", name, `${number(value, 2)} × ${number(weight, 2)}`, term, largest);
  item.firstChild.type = "button";
  item.firstChild.addEventListener("click", () => document.dispatchEvent(new CustomEvent("pin", { detail: { address } })));
  return item;
}

function paintInk(colours, digit) {
  const [codes, ink, palettes] = [atob(colours), atob(digit), palette()];
  const paint = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < paint.length; i++) paint[i] = ink.charCodeAt(i) > FAINT ? palettes[codes.charCodeAt(i)] : 0;
  page.putImageData(pixels, 0, 0);
}

function show(answer, reading) {
  shown = answer && { answer, reading };
  if (!answer) {
    picked = null;
    for (const select of selects) select.value = "";
    return;
  }
  const { terms, others, bias, total, pair, colours } = answer;
  const largest = Math.max(1e-9, ...[others, ...terms].map(({ term }) => Math.abs(term)), Math.abs(bias));
  const rows = terms.map((term) => termRow(term, largest));
  if (others.count) rows.push(row("div", span("", words("others", { n: others.count })), "", others.term, largest));
  rows.push(row("div", span("", words("bias")), "", bias, largest));
  rows.push(row("div", span("", words("total", { a: pair[0], b: pair[1] })), "", total, Infinity));
  rows.at(-1).className = "total";
  list.replaceChildren(...rows);
  selects.forEach((select, side) => (select.value = pair[side]));
  paintInk(colours, reading.digit);
}

const again = study((question) => server.weigh({ ...question, pair: picked }), show);

function pick(pair) {
  picked = pair;
  again();
}

selects.forEach((select, side) => {
  select.addEventListener("change", () => {
    const pair = selects.map(({ value }) => Number(value));
    if (pair[0] === pair[1] && shown) pair[1 - side] = shown.answer.pair[side]; // a digit has no lead over itself: they swap
    pick(pair);
  });
});

// The top three are buttons of Gradio's: one leads here, to why it is not the answer.
document.addEventListener("click", ({ target }) => {
  const guesses = [...document.querySelectorAll("#label .confidence-set")];
  const at = guesses.indexOf(target.closest(".confidence-set"));
  if (at < 0) return;
  const [likeliest, guess] = [guesses[0], guesses[at]].map((button) => Number(button.querySelector(".text").textContent));
  pick(at > 0 ? [likeliest, guess] : null);
  element.scrollIntoView({ block: "start" });
});
new MutationObserver(() => shown && paintInk(shown.answer.colours, shown.reading.digit)).observe(document.body, {
  attributeFilter: ["class"], // Gradio's dark mode
});
