// drawWithKeys(canvas, pen): the keys of the focused canvas move the same pen as the pointer, see pointer.js, from cell to
// cell of a grid. The class "keys" on the paper shows the cursor; the status beside it says where the pen is.

const CELLS = 32; // in a row of the grid, and in a column
const LEAP = 4; // cells, with Shift
const MIDDLE = { column: CELLS / 2, row: CELLS / 2 };

function drawWithKeys(canvas, pen) {
  const paper = canvas.parentElement;
  const cursor = paper.querySelector(".cursor");
  const status = paper.querySelector("#pen-status");
  let cell = MIDDLE;
  let isDown = false;

  const within = (index) => Math.min(CELLS - 1, Math.max(0, index));
  const place = () => [cell.column, cell.row].map((index) => round((index + 0.5) / CELLS)); // as in pointer.js

  function show() {
    const [x, y] = place();
    cursor.style.left = 100 * x + "%";
    cursor.style.top = 100 * y + "%";
    cursor.classList.toggle("down", isDown);
    paper.classList.toggle("low", y > 0.8); // the hint makes room
  }

  function tell() {
    for (const text of status.querySelectorAll("[data-pen]")) text.hidden = (text.dataset.pen === "down") !== isDown;
    for (const number of status.querySelectorAll(".column")) number.textContent = cell.column + 1;
    for (const number of status.querySelectorAll(".row")) number.textContent = cell.row + 1;
  }

  function moveTo(wanted, time) {
    cell = { column: within(wanted.column), row: within(wanted.row) };
    if (isDown) pen.extend([place()], time);
  }

  function lift(time) {
    if (!isDown) return;
    isDown = false;
    pen.lift(time);
  }

  function press({ key, shiftKey, timeStamp, repeat }) {
    const step = ARROWS[key]?.map((cells) => cells * (shiftKey ? LEAP : 1));
    if (step) moveTo({ column: cell.column + step[0], row: cell.row + step[1] }, timeStamp);
    else if (key === "Home") moveTo(MIDDLE, timeStamp);
    else if (key === "Escape") lift(timeStamp);
    else if (key !== " ") return false;
    else if (isDown && !repeat) lift(timeStamp);
    else if (!repeat) isDown = pen.begin(place(), timeStamp);
    return true;
  }

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !press(event)) return;
    event.preventDefault(); // the page would scroll
    paper.classList.add("keys");
    show();
    tell();
  });

  canvas.addEventListener("focus", () => {
    if (!canvas.matches(":focus-visible")) return;
    paper.classList.add("keys");
    show();
    tell();
  });

  function stop(event) {
    lift(event.timeStamp);
    paper.classList.remove("keys");
  }
  canvas.addEventListener("blur", stop);
  canvas.addEventListener("pointerdown", stop);
}
