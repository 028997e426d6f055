// undoable(first): what is on the pad, { strokes, picture }, and all that it has been and can be again.

function undoable(first) {
  let pages = [first]; // shared, and never changed once they are in
  let at = 0;
  const can = (step) => pages[at + step] !== undefined;

  function push(page) {
    pages = [...pages.slice(0, at + 1), page];
    at += 1;
  }

  function travel(step) {
    at += step;
  }

  return { now: () => pages[at], can, push, travel };
}

// undoByKeys(travel): Ctrl+Z and Ctrl+Y anywhere on the page but where something is written.
function undoByKeys(travel) {
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("textarea, [contenteditable=true], input:not([type=range])");
    if (writing || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    travel(key === "y" || event.shiftKey ? +1 : -1);
  });
}
