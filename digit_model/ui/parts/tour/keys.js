// The keys of a presenter's hands: those of reveal.js and Slidev, and what clickers send (PageUp, PageDown, ".", F5, Escape).

import { isWriting } from "../../lib/browser/writing.js";

const PLAIN = {
  PageDown: "next", ArrowRight: "next", " ": "next", n: "next",
  PageUp: "previous", ArrowLeft: "previous", p: "previous",
  Home: "first", End: "last",
  ".": "black", b: "black",
  f: "full", F5: "full", Escape: "escape",
  o: "overview", g: "goto", s: "notes", "?": "help",
}; // prettier-ignore
const SHIFTED = { ArrowRight: "nextChapter", ArrowLeft: "previousChapter", " ": "previous", "?": "help" };
const MOVING = ["next", "previous", "first", "last", "escape"]; // the keys of these move the pen or slider that has the focus
const PAGES = ["PageDown", "PageUp"];

// The name of what a key asks the tour to do, or null where it is meant for something else.
export function actionOf(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  const action = (event.shiftKey ? SHIFTED : PLAIN)[letter] ?? null;
  if (key === "F5") return action; // clickers send it, and it would reload the page
  if (isWriting(target) || target.closest?.("select")) return null;
  if (key === " " && target.closest?.("button, a, summary")) return null; // it presses them
  const moves = target.closest?.("[role=application], [type=range]");
  if (moves && MOVING.includes(action) && !PAGES.includes(key)) return null; // a clicker's are the talk's
  return action;
}
