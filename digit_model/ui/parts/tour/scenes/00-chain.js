// Step 0.1: data, training, a file, a page: four rows of real numbers; the last one is the visitor's.

import { bytesOf, number, whole } from "../../../lib/display/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { answerWords } from "./00-reading.js";
import { FILE_COLUMNS, filePainter } from "./00-weights.js";

const SIZES = [1e6, 1e9]; // bytes: what the answers to the question lie between
const [SHEET, SHOWN] = [8, 32]; // digits in a row, and all
const [WIDTH, HEIGHT, INSET] = [168, 84, 4]; // of the curve, in its own units
const [SIDE, FULL] = [28, 255];

export function chain(place, tour) {
  const { learned, loss, bytes, digits } = tour.assets.made;
  const { scanned, epochs: passes } = learned;
  const drawn = learned.people + learned.styles + learned.no_digits;
  const pictures = whole(scanned + drawn);
  const facts = { pictures, scanned: whole(scanned), drawn: whole(drawn), passes, bytes: whole(bytes) };
  const name = (key) => spoken(tour.words(key));
  const sheet = picture((SIDE * SHOWN) / SHEET, SIDE * SHEET, { width: 168, name: name("sheet") });
  const file = picture(0, FILE_COLUMNS, { width: 108, name: name("numbers") });
  const paintFile = filePainter(file);
  const digit = picture(SIDE, SIDE, { width: 84, name: name("yours") });
  const answer = element("b", {});
  const losses = { first: number(loss[0]), last: number(loss.at(-1)) };
  place.append(
    row("data", sheet, tour.words("data"), tour.words("pictures", facts)),
    row("loss", curve(loss, name("curve")), tour.words("training"), tour.words("passes", { ...facts, ...losses })),
    row("weights", file, tour.words("file"), revealed(tour.words("size", facts))),
    row("probability", digit, tour.words("page"), answer),
  );
  paintSheet(sheet, digits);
  return {
    see(reading) {
      paintFile(reading.network, tour.palette());
      paintInk(digit, reading.ink);
      answer.replaceChildren(answerWords(tour.words, reading));
    },
    facts: () => facts,
    outcome: () => SIZES.filter((size) => bytes >= size).length,
  };
}

const revealed = (words) => element("span", { class: "revealed" }, words);

function row(kind, shown, name, words) {
  const said = element("p", {}, element("b", {}, name), words);
  return element("div", { class: "link", kind }, element("div", { class: "shown" }, shown), said);
}

function paintSheet(canvas, digits) {
  const tile = picture(SIDE, SIDE, { width: SIDE, name: "" });
  for (let at = 0; at < SHOWN; at++) {
    paintInk(tile, bytesOf(digits[at].levels), FULL);
    canvas.getContext("2d").drawImage(tile, SIDE * (at % SHEET), SIDE * Math.floor(at / SHEET));
  }
}

// The loss of every pass as a line that falls.
function curve(loss, name) {
  const highest = Math.max(...loss);
  const along = (at) => INSET + (at / (loss.length - 1)) * (WIDTH - 2 * INSET);
  const down = (value) => HEIGHT - INSET - (value / highest) * (HEIGHT - 2 * INSET);
  const points = loss.map((value, at) => `${along(at).toFixed(1)},${down(value).toFixed(1)}`);
  const drawing = element("span", { class: "curve" });
  drawing.innerHTML = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><polyline points="${points.join(" ")}"/></svg>`;
  drawing.firstChild.setAttribute("aria-label", name);
  return drawing;
}
