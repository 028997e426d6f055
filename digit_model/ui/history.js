// undoable(): the drawing, a list of strokes, and all that it has been and can be again.

function undoable() {
  let drawings = [[]]; // strokes are shared and never changed once they are in
  let now = 0;
  const can = (step) => drawings[now + step] !== undefined;

  function push(drawing) {
    drawings = [...drawings.slice(0, now + 1), drawing];
    now += 1;
  }

  function travel(step) {
    now += step;
  }

  return { drawing: () => drawings[now], can, push, travel };
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
