// The signals between the parts of a page: every message by name, who sends it, who hears it, and what it carries. Nothing
// else is dispatched. They are events on document, so that tests and outside drivers hear them too.
//
// Whoever hears a signal that stays hears its last one at once: parts are mounted in any order.

export const SIGNALS = {
  // ---- what is on the pad, and what is read of it
  "drawing-chosen": { from: ["dares", "examples", "projector", "share"], to: ["dares", "pad"], carries: "{ strokes }" },
  "link-damaged": { from: ["share"], to: ["pad"], carries: "nothing" },
  "link-stale": { from: ["share"], to: ["pad"], carries: "{ missing }: names of what this network does not have" },
  "picture-asked": { from: ["examples"], to: ["pad"], carries: "{ name }: an example's file is on its way" },
  "picture-set": { from: ["export", "lib"], to: ["pad"], carries: "{ name } of the file in the picture input, or null" },
  "server-away": { from: ["export", "lib"], to: ["pad"], carries: "whether a picture waits for the server", stays: true },
  "pad-changed": {
    from: ["pad"],
    to: ["reading"],
    carries: "{ strokes, picture, time, isDrawing }: picture as in pad/pictures.js or null, time the event's performance.now()",
    stays: true,
  },
  "example-shown": {
    from: ["reading"],
    to: ["flow", "seen"],
    carries: "an example's reading, to show while the network is on its way",
    stays: true,
  },
  "digit-read": {
    from: ["reading"],
    to: ["dares", "flow", "follow", "operated", "pad", "path", "seen", "share", "tour", "verdict"],
    carries: "the newest reading, as lib/reader.js describes it",
    stays: true,
  },
  "digit-painted": {
    from: ["reading"],
    to: ["outside drivers"],
    carries: "{ sequence, pointerTime } of a reading that is on the screen; the first starts late parts, see start.js",
  },
  "digit-rest": {
    from: ["reading"],
    to: ["autopsy", "compare", "dares", "examples", "flow", "ledger", "neighbours", "share", "sureness", "surgery"],
    carries: "the newest reading, once no pen is down, for what takes longer",
    stays: true,
  },
  // ---- finding one's way
  "question-asked": {
    from: ["seen", "surgery", "verdict"],
    to: ["questions"],
    carries: 'the part that answers it, such as "ledger"',
  },
  "example-wanted": { from: ["projector"], to: ["examples"], carries: "nothing: the next one" },

  "pair-chosen": { from: ["verdict"], to: ["ledger"], carries: "[digit, digit], or null for the two likeliest" },

  // ---- following a number; an address is "STAGE.CHANNEL.ROW.COLUMN", or "STAGE.INDEX" in a vector
  "cell-pointed": { from: ["flow"], to: ["follow"], carries: "{ address }, or { address: null }" },
  "cell-pinned": { from: ["flow", "follow", "path"], to: ["follow"], carries: "{ address }, or { address: null }" },
  pin: {
    from: ["ledger", "share", "sureness"],
    to: ["follow"],
    carries: "{ address, staysInPlace }: as cell-pinned, from elsewhere on the page, which goes there unless it stays",
    stays: true,
  },
  pinned: {
    from: ["follow"],
    to: ["flow", "pad", "path", "projector", "share"],
    carries: "{ address } of what is pinned now",
    stays: true,
  },
  "cells-lit": {
    from: ["follow"],
    to: ["flow", "pad", "seen"],
    carries: "{ stage: box } of all that the number is made of, see lib/explain/receptive-fields.js",
  },
  "path-step": { from: ["projector"], to: ["path"], carries: "+1 or -1: where to on the path, which the first begins" },

  // ---- operating on the network; an operation is { stage, channel, kernel }
  operate: { from: ["follow"], to: ["surgery"], carries: "{ stage, channel } to choose in the form" },
  "surgery-changed": {
    from: ["follow", "operated", "share", "surgery"],
    to: ["reading", "share", "surgery"],
    carries: "all operations that are in force",
    stays: true,
  },
};

const last = new Map(); // of the signals that stay

function known(name) {
  if (!Object.hasOwn(SIGNALS, name)) throw new TypeError(`there is no signal "${name}"`);
}

export function send(name, detail = null) {
  known(name);
  if (SIGNALS[name].stays) last.set(name, detail);
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

export function hear(name, listener) {
  known(name);
  if (last.has(name)) listener(last.get(name));
  document.addEventListener(name, ({ detail }) => listener(detail));
}
