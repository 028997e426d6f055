// One stage's maps side by side on one canvas (one canvas a map would take the browser ten times as long to show).
// A long vector is a single map, its values row by row.
//
// maps(section) gives { layOut(), paint(stage, colours, fresh), light(box), addressAt(event), move(address, right, down) };
// an address is "STAGE.CHANNEL.ROW.COLUMN", or "STAGE.INDEX" in a vector.

// Canvas pixels of a map's width, so that the gaps between small maps are as wide as between large ones, and of a gap.
const [TILE, GAP] = [28, 3];

function maps(section) {
  const canvas = section.querySelector("canvas");
  const context = canvas.getContext("2d");
  const more = section.querySelector(".more");
  const [frame, field] = section.querySelectorAll("path");
  const shape = section.dataset.shape.split(",").map(Number);
  const isVector = shape.length === 1;
  const [channels, height, width] = isVector ? [1, Number(canvas.dataset.height), Number(canvas.dataset.width)] : shape;
  const zoom = Math.max(1, Math.round(TILE / width));
  const pitch = { across: width * zoom + GAP, down: height * zoom + GAP }; // from map to map, with a gap
  const few = Number(section.dataset.few);
  let order = [...Array(channels).keys()];
  let columns = 0;
  let shown = 0;
  let box = null; // what is outlined
  let image = null;
  let pixels = null;

  // Not at every paint: to ask for a style makes the browser work out all that has changed since the last frame.
  function layOut() {
    const wanted = isVector ? 1 : Number(getComputedStyle(section).getPropertyValue("--columns"));
    const count = more?.getAttribute("aria-expanded") === "true" ? channels : Math.min(few, channels);
    if (wanted === columns && count === shown) return;
    [columns, shown] = [wanted, count];
    canvas.width = columns * pitch.across - GAP;
    canvas.height = Math.ceil(shown / columns) * pitch.down - GAP;
    section.querySelector("svg").setAttribute("viewBox", `0 0 ${canvas.width} ${canvas.height}`);
    image = context.createImageData(canvas.width, canvas.height);
    pixels = new Uint32Array(image.data.buffer);
  }

  function paint(stage, colours, fresh) {
    if (fresh && more) order = stage.order; // where all are shown, each keeps its place from digit to digit
    const codes = atob(stage.colours);
    const across = canvas.width;
    for (let place = 0; place < shown; place++) {
      let from = order[place] * height * width;
      let to = Math.floor(place / columns) * pitch.down * across + (place % columns) * pitch.across;
      for (let row = 0; row < height; row++, to += zoom * across) {
        for (let column = 0, at = to; column < width && from < codes.length; column++, from++) {
          const colour = colours[codes.charCodeAt(from)];
          for (const end = at + zoom; at < end; at++) pixels[at] = colour; // a call of fill() takes far longer
        }
        for (let copy = 1; copy < zoom; copy++) pixels.copyWithin(to + copy * across, to, to + width * zoom);
      }
    }
    context.putImageData(image, 0, 0);
    if (box) outline(); // the map may have moved
  }

  function addressOf(place, row, column) {
    if (place >= shown || row < 0 || column < 0 || row >= height || column >= width) return null;
    if (!isVector) return [section.dataset.stage, order[place], row, column].join(".");
    const index = row * width + column;
    return index < shape[0] ? `${section.dataset.stage}.${index}` : null;
  }

  function addressAt(event) {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    const place = Math.floor(y / pitch.down) * columns + Math.floor(x / pitch.across);
    const within = (at, length) => Math.min(length - 1, Math.floor(at / zoom)); // a gap belongs to the map before it
    return addressOf(place, within(y % pitch.down, height), within(x % pitch.across, width));
  }

  // The neighbouring pixel, across the gap into the next map if need be; the middle of the first map if there is no
  // address yet, or its map is no longer shown.
  function move(address, right, down) {
    const [channel, row, column] = address ? cellOf(address) : [];
    const place = order.indexOf(channel);
    if (place < 0 || place >= shown) return addressOf(0, Math.floor(height / 2), Math.floor(width / 2));
    const y = Math.floor(place / columns) * height + row + down;
    const x = (place % columns) * width + column + right;
    if (x < 0 || y < 0 || x >= columns * width) return address;
    return addressOf(Math.floor(y / height) * columns + Math.floor(x / width), y % height, x % width) ?? address;
  }

  function cellOf(address) {
    const numbers = address.split(".").slice(1).map(Number);
    return isVector ? [0, Math.floor(numbers[0] / width), numbers[0] % width] : numbers;
  }

  const boxOf = (row, column) => ({ channels: null, top: row, bottom: row, left: column, right: column });

  // Outlines { index } of a vector, or { channels: null for all, or a list; top, bottom, left, right } on this stage's maps.
  function light(wanted) {
    box = isVector && wanted ? boxOf(Math.floor(wanted.index / width), wanted.index % width) : (wanted ?? null);
    outline();
  }

  // Around a box of pixels on each of the maps at these places.
  function around(places, { top, bottom, left, right }) {
    const [w, h] = [(right - left + 1) * zoom + 1, (bottom - top + 1) * zoom + 1];
    const corner = (place) => [(place % columns) * pitch.across + left * zoom - 0.5, Math.floor(place / columns) * pitch.down + top * zoom - 0.5];
    return places.map((place) => `M${corner(place).join(" ")}h${w}v${h}h${-w}z`).join("");
  }

  // The box; and where it is on certain maps only, those maps.
  function outline() {
    if (!box) return [frame, field].forEach((path) => path.setAttribute("d", ""));
    const places = [...Array(shown).keys()].filter((place) => !box.channels || box.channels.includes(order[place]));
    field.setAttribute("d", around(places, box));
    frame.setAttribute("d", box.channels ? around(places, { top: 0, bottom: height - 1, left: 0, right: width - 1 }) : "");
  }

  return { paint, light, layOut, addressAt, move, canvas, more };
}
