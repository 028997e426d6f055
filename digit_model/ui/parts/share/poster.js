// poster(reading, link, element): a canvas with the digit, the answer and every stage of a reading, and at its foot the link to
// it, in the page's colours and language of the moment. Its words are the element's templates, see share.py.

import { palette } from "../../lib/display/colours.js";
import { textsOf } from "../../lib/display/filled.js";
import { greys } from "../../lib/display/pixels.js";
import { dimensions, percent, whole } from "../../lib/display/show.js";
import { byProbability } from "../../lib/network/verdict.js";
import { figureOf, WIDTH } from "./figures.js";
import { Print, SHARPNESS } from "./print.js";

// In CSS pixels.
const [MARGIN, GAP, CAPTION] = [48, 24, 32];
const BELOW = 40; // between two rows of stages
const COLUMNS = 6;
const POSTER = 2 * MARGIN + COLUMNS * WIDTH + (COLUMNS - 1) * GAP; // its width
const [HEAD, ANSWER, STAGES] = [84, 112, 372]; // where each begins
const PICTURE = 168; // the side of the drawing and of the digit: six for each of its pixels
const SHOWN = 3; // candidates, and likeliest digits
const [LINK_SIZE, LINK_LINE, LINK_LETTERS] = [10, 14, 170]; // of the link's text, from line to line, and letters in a line

export function poster(reading, link, element) {
  const rows = rowsOf(stagesOf(reading));
  const foot = link.match(new RegExp(`.{1,${LINK_LETTERS}}`, "g"));
  const height = rows.reduce((sum, row) => sum + row.height, STAGES + MARGIN + foot.length * LINK_LINE);
  const print = new Print(element, POSTER, height);
  const words = textsOf(element);
  writeHead(print, words, reading);
  writeAnswer(print, words, reading);
  showDigit(print, words, reading);
  print.fill("line", MARGIN, STAGES - 46, POSTER - 2 * MARGIN, 1);
  const colours = palette(element);
  let top = STAGES;
  for (const { stages, height } of rows) {
    stages.forEach((stage, column) => showStage(print, words, colours, stage, MARGIN + column * (WIDTH + GAP), top));
    top += height;
  }
  const small = { colour: "soft", room: POSTER - 2 * MARGIN };
  foot.forEach((text, line) => print.write(text, MARGIN, top + (line + 1) * LINK_LINE, LINK_SIZE, small));
  return print.canvas;
}

// ---- the answer -------------------------------------------------------------------------------------------------

function writeHead(print, words, { network, surgery }) {
  print.write(document.title, MARGIN, 64, 20, { weight: 700 });
  const name = network.title[document.documentElement.dataset.language];
  const facts = { name, parameters: whole(network.parameters) };
  print.write(words("network", facts), POSTER - MARGIN, 64, 14, { colour: "soft", align: "right" });
  const operated = surgery.map(({ stage, channel }) => `${stage} · ${channel}`).join(", ");
  const middle = { colour: "accent", align: "center", room: 640 };
  if (operated) print.write(words("operated", { channels: operated }), POSTER / 2, 64, 14, middle);
  print.fill("line", MARGIN, HEAD, POSTER - 2 * MARGIN, 1);
}

function writeAnswer(print, words, { verdict, candidates, probabilities }) {
  const room = 300;
  if (verdict === "digit") {
    print.write(candidates[0], MARGIN, ANSWER + 124, 168, { weight: 700, room });
  } else {
    const digits = candidates.slice(0, SHOWN).join(` ${words("or")} `) || "–";
    print.write(digits, MARGIN, ANSWER + 64, 56, { weight: 600, colour: "soft", room });
    print.write(words(verdict), MARGIN, ANSWER + 104, 16, { colour: "soft", room });
  }
  const likeliest = byProbability(probabilities).slice(0, SHOWN);
  likeliest.forEach((digit, i) => {
    const share = probabilities[digit];
    const [x, y] = [MARGIN + 2 * (WIDTH + GAP), ANSWER + 24 + i * 36];
    print.write(digit, x, y + 11, 16, { weight: 650 });
    print.fill("ink", x + 24, y, Math.max(2, 248 * share), 12);
    print.write(percent(share), x + 350, y + 11, 16, { colour: "soft", align: "right" });
  });
}

// What was drawn, unless it was a picture, and what the network saw.
function showDigit(print, words, { levels, strokes }) {
  const caption = ANSWER + PICTURE + 22;
  const [drawn, seen] = [POSTER - MARGIN - 2 * PICTURE - GAP, POSTER - MARGIN - PICTURE];
  if (strokes.length) {
    print.draw(strokes, drawn, ANSWER, PICTURE);
    print.write(words("drawn"), drawn, caption, 12.5, { colour: "soft", room: PICTURE });
  }
  print.paint(greys(levels), 28, seen, ANSWER, (PICTURE / 28) * SHARPNESS);
  print.write(words("seen"), seen, caption, 12.5, { colour: "soft", room: PICTURE });
}

// ---- the stages -------------------------------------------------------------------------------------------------

function stagesOf({ network, stages, probabilities }) {
  const all = network.wires.map(({ name, shape }) => ({ name, shape, values: stages[name] }));
  all.push({ name: "softmax", shape: [10], values: probabilities });
  return all.map((stage) => ({ ...stage, figure: figureOf(stage) }));
}

function rowsOf(stages) {
  const rows = Array.from({ length: Math.ceil(stages.length / COLUMNS) }, (_, row) =>
    stages.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  const heightOf = (row) => CAPTION + Math.max(...row.map(({ figure }) => figure.height)) + BELOW;
  return rows.map((row) => ({ stages: row, height: heightOf(row) }));
}

function showStage(print, words, colours, { name, shape, figure }, x, y) {
  const beside = print.write(name, x, y, 14, { weight: 650 }) + 8;
  if (figure.shown < shape[0]) {
    const few = words("few", { few: figure.shown, n: shape[0] });
    print.write(few, x + beside, y, 12, { colour: "soft", room: WIDTH - beside });
  }
  const size = dimensions(shape);
  print.write(size, x, y + 20, 12.5, { colour: "soft" });
  figure.paint(print, colours, x, y + CAPTION);
}
