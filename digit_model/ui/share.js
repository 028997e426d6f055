// Takes away what is on the page, and opens links that others took away: "drawing-chosen" hands their drawing to the pad,
// "surgery-changed" their operations to everybody, "pin" says what they were looking at once it has been read, "link-damaged" that there is nothing to hand over.

const ways = element.querySelector(".ways");
const copy = element.querySelector("#copy");
const link = element.querySelector("#link");
const files = element.querySelectorAll("[data-file]");
const limits = JSON.parse(ways.dataset.limits);
const ours = "surgery " + location.pathname; // each network's page has its own
const here = () => location.origin + location.pathname + location.search;

let reading = null; // at rest
let address = null; // of the value that is looked at

function say(status) {
  for (const text of element.querySelectorAll("[data-status]")) text.hidden = text.dataset.status !== status;
}

function showLink() {
  const strokes = reading?.verdict !== "blank" && reading?.drawing?.strokes;
  copy.disabled = !strokes;
  link.value = strokes ? `${here()}#${toFragment(strokes, address, reading.surgery)}` : "";
}

document.addEventListener("digit-rest", ({ detail }) => {
  reading = detail;
  const blank = reading.verdict === "blank";
  for (const button of files) button.disabled = blank;
  showLink();
  say(blank ? "blank" : reading.drawing ? null : "picture");
});

document.addEventListener("pinned", ({ detail }) => {
  address = detail.address;
  showLink();
});

// ---- taking away ----------------------------------------------------------------------------------------------

copy.addEventListener("click", async () => {
  link.select();
  if (!navigator.clipboard) return say("selected"); // browsers give it to https and localhost alone
  try {
    await navigator.clipboard.writeText(link.value);
    say("copied");
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // the visitor, or the browser for them, said no
    say("selected");
  }
});

const make = {
  png: (about) => new Promise((made) => poster(about).toBlob(made, "image/png")),
  csv: (about) => fromServer(server.csv, about, "text/csv"),
  npz: (about) => fromServer(server.npz, about, "application/octet-stream"),
};

async function fromServer(ask, { digit, surgery }, type) {
  const data = await ask({ digit, surgery });
  return data && new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type });
}

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000); // the browser may still be reading it
}

for (const button of files) {
  button.addEventListener("click", async () => {
    const about = reading;
    const kind = button.dataset.file;
    const blob = await make[kind](about);
    if (!blob) return say("failed");
    save(blob, `digit-${about.candidates.join("-") || "none"}-${ways.dataset.variant}.${kind}`);
    say("saved");
  });
}

// ---- opening --------------------------------------------------------------------------------------------------

const operate = (operations) => document.dispatchEvent(new CustomEvent("surgery-changed", { detail: operations }));

function open() {
  const fragment = location.hash.slice(1);
  if (!fragment) return;
  // The address names the drawing no longer once it is changed, and a reload must not bring the old one back.
  history.replaceState(history.state, "", here());
  try {
    const shared = fromFragment(fragment, limits);
    operate(shared.operations); // first: the drawing is the visitor's newest change, which empties the picture input
    document.dispatchEvent(new CustomEvent("drawing-chosen", { detail: { strokes: shared.strokes } }));
    const pin = () => document.dispatchEvent(new CustomEvent("pin", { detail: { address: shared.address } }));
    document.addEventListener("digit-rest", pin, { once: true });
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    document.dispatchEvent(new Event("link-damaged"));
  }
}

addEventListener("hashchange", open);

// A reload brings the operations back, as the pad does its drawing.
document.addEventListener("surgery-changed", ({ detail }) => {
  keep("sessionStorage", ours, JSON.stringify(detail.map(operationText)));
});

function begin() {
  try {
    const before = operationsOf(JSON.parse(kept("sessionStorage", ours) ?? "[]").map(decodeURIComponent), limits);
    if (before.length) operate(before); // of none there is nothing to say, and the pad would be read a second time
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error; // another network is served at this address since
  }
  open();
}
document.addEventListener("digit-rest", begin, { once: true }); // before its first answer the pad may not listen yet
