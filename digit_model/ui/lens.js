// lens(element): a map enlarged, copied from where the flow shows it. Gives paint(section, place): the section is the
// stage's in the flow; nothing is shown of a map that the flow does not show now. A tap pins the number that it is on.

function lens(element) {
  const canvas = element.querySelector("canvas");
  const cell = element.querySelector("i");
  let shown = null; // the place that is marked

  function paint(section, place) {
    const frame = section.querySelector('.frame[d^="M"]');
    element.hidden = !frame;
    if (!frame) return;
    shown = place;
    const [, rows, columns] = place.stage.shape;
    [canvas.width, canvas.height] = [columns, rows]; // also clears it
    const { x, y, width, height } = frame.getBBox(); // half a pixel outside the map
    const page = canvas.getContext("2d");
    page.imageSmoothingEnabled = false;
    page.drawImage(section.querySelector("canvas"), x + 0.5, y + 0.5, width - 1, height - 1, 0, 0, columns, rows);
    const share = (part, whole) => `${(100 * part) / whole}%`;
    cell.style.inset = `${share(place.row, rows)} auto auto ${share(place.column, columns)}`;
    [cell.style.width, cell.style.height] = [share(1, columns), share(1, rows)];
  }

  element.addEventListener("click", ({ clientX, clientY }) => {
    const box = element.getBoundingClientRect();
    const [, rows, columns] = shown.stage.shape;
    const at = (from, length, count) => Math.min(count - 1, Math.max(0, Math.floor((from / length) * count)));
    const [row, column] = [at(clientY - box.top, box.height, rows), at(clientX - box.left, box.width, columns)];
    const address = [shown.stage.name, shown.channel, row, column].join(".");
    document.dispatchEvent(new CustomEvent("cell-pinned", { detail: { address } }));
  });

  return paint;
}
