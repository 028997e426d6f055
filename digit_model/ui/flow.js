// Every stage of the network. Paints every "digit-read": detail.stages as described in reply.py. Tells what the visitor
// points at ("cell-pointed") and taps ("cell-pinned"): detail.address, or null. Outlines what "cells-lit" names: detail is
// { stage: box }, boxes as maps.js draws them, and for bars { index }.

const tell = (name, address) => document.dispatchEvent(new CustomEvent(name, { detail: { address } }));

const pictures = new Map(); // by stage
for (const section of element.querySelectorAll("[data-stage]")) {
  const list = section.querySelector(".bars");
  pictures.set(section.dataset.stage, list ? followBars(section.dataset.stage, list, decimals) : followMaps(section));
}
pictures.set("softmax", followBars("softmax", element.querySelector("#probabilities .bars"), percent, 1));

// ---- pointing, tapping, keys

// Arrows move from cell to cell, and a pinned cell of this stage with them; Enter pins, Escape lets go.
function followKeys(stage, target, move) {
  let here = null;
  let isPinned = false;
  const go = (address) => tell(isPinned ? "cell-pinned" : "cell-pointed", (here = address));
  document.addEventListener("pinned", ({ detail: { address } }) => {
    isPinned = Boolean(address?.startsWith(`${stage}.`));
    if (isPinned) here = address;
  });
  target.addEventListener("focus", () => target.matches(":focus-visible") && go(here ?? move(null, 0, 0)));
  target.addEventListener("blur", () => tell("cell-pointed", null));
  target.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) go(move(here, ...arrow));
    else if (event.key === "Enter") tell("cell-pinned", here);
    else if (event.key === "Escape") tell("cell-pinned", null);
    else return;
    event.preventDefault();
  });
}

function followPointer(target, addressAt) {
  target.addEventListener("pointermove", (event) => event.pointerType !== "touch" && tell("cell-pointed", addressAt(event)));
  target.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && tell("cell-pointed", null));
  target.addEventListener("click", (event) => addressAt(event) && tell("cell-pinned", addressAt(event)));
}

function followMaps(section) {
  const picture = maps(section);
  followPointer(picture.canvas, picture.addressAt);
  followKeys(section.dataset.stage, picture.canvas, picture.move);
  picture.more?.addEventListener("click", () => {
    picture.more.setAttribute("aria-expanded", String(picture.more.getAttribute("aria-expanded") !== "true"));
    picture.layOut();
    paint();
  });
  return picture;
}

function followBars(stage, list, format, whole) {
  const { paint, light } = bars(list, format, whole);
  const rows = [...list.children];
  const addressAt = (event) => {
    const row = event.target.closest("li");
    return row ? `${stage}.${rows.indexOf(row)}` : null;
  };
  const move = (address, right, down) => {
    const index = address ? Number(address.split(".")[1]) + right + down : 0;
    return `${stage}.${Math.min(rows.length - 1, Math.max(0, index))}`;
  };
  followPointer(list, addressAt);
  followKeys(stage, list.parentElement, move);
  // What an empty page makes of the network is no answer.
  return { layOut() {}, paint: ({ values }) => paint(latest.verdict === "blank" ? null : values), light: (cell) => light(cell ? cell.index : -1) };
}

document.addEventListener("cells-lit", ({ detail }) => {
  for (const [name, picture] of pictures) picture.light(detail[name]);
});

// ---- the view for a projector: type that can be read from the back row, and all of the screen's width (page.css)

const stageView = element.querySelector(".stage-view");
stageView.addEventListener("click", () => {
  const large = document.documentElement.dataset.view !== "stage";
  document.documentElement.dataset.view = large ? "stage" : "";
  stageView.setAttribute("aria-pressed", String(large));
  if (large) element.scrollIntoView(); // what is above has grown too
});

// ---- painting

for (const picture of pictures.values()) picture.layOut();
let colours = null;
let latest = null;
const hints = element.querySelectorAll(".hint");

// The most active channels come first, but while the pen moves every map keeps its place.
function paint(fresh = false) {
  if (!latest) return;
  const stages = { ...latest.stages, softmax: { values: latest.probabilities } };
  for (const [name, picture] of pictures) picture.paint(stages[name], colours, fresh);
}

document.addEventListener("digit-read", ({ detail }) => {
  const fresh = !latest || latest.verdict === "blank";
  latest = detail;
  for (const hint of hints) hint.toggleAttribute("hidden", (hint.dataset.for === "blank") !== (detail.verdict === "blank"));
  paint(fresh);
});
document.addEventListener("digit-rest", () => paint(true));

function recolour() {
  colours = palette();
  paint();
}
new MutationObserver(recolour).observe(document.body, { attributeFilter: ["class"] }); // Gradio's dark mode
new ResizeObserver(() => {
  for (const picture of pictures.values()) picture.layOut();
  paint();
}).observe(element);
recolour();
