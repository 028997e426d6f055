// Paper in pixels that round pens leave ink on. How much of a pixel is inked depends on how far its middle is from the nearest
// leg of a stroke, and on nothing else: in which order legs are painted, or how often, does not matter. So a stroke that grows
// looks like one that is painted as a whole. A canvas's own lines, one over the other, have a bump at every joint.

export class InkedPaper {
  #ink; // of each pixel, 0 .. 255
  #shades; // what each of these looks like, RGBA
  #pixels;

  // ink, paper: [red, green, blue]
  constructor(side, ink, paper) {
    this.side = side;
    this.image = new ImageData(side, side);
    this.#ink = new Uint8Array(side * side);
    this.#pixels = new Uint32Array(this.image.data.buffer);
    this.#shades = Uint32Array.from({ length: 256 }, (_, level) => shade(ink, paper, level / 255));
    this.#pixels.fill(this.#shades[0]);
  }

  // The box of whole pixels around a box in pad units, as far as it lies on the paper: right and bottom are just outside it.
  boxAround({ left, top, right, bottom }) {
    const on = (place) => Math.min(this.side, Math.max(0, place));
    const [first, end] = [(place) => on(Math.floor(place * this.side)), (place) => on(Math.ceil(place * this.side))];
    return { left: first(left), top: first(top), right: end(right), bottom: end(bottom) };
  }

  clean({ left, top, right, bottom }) {
    for (let row = top; row < bottom; row++) {
      this.#ink.fill(0, row * this.side + left, row * this.side + right);
      this.#pixels.fill(this.#shades[0], row * this.side + left, row * this.side + right);
    }
  }

  // The leg of a stroke from p to q, in pad units, as far as it lies in the box, in pixels.
  draw(p, q, width, box) {
    const { side } = this;
    const radius = (width * side) / 2;
    const [full, far] = [Math.max(0, radius - 0.5) ** 2, (radius + 0.5) ** 2]; // squares of distances: all covered, and nothing
    const [x, y, dx, dy] = [p[0] * side, p[1] * side, (q[0] - p[0]) * side, (q[1] - p[1]) * side];
    const square = dx * dx + dy * dy || 1;
    const [left, right] = within(x, x + dx, radius + 1, box.left, box.right);
    const [top, bottom] = within(y, y + dy, radius + 1, box.top, box.bottom);
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const [across, down] = [column + 0.5 - x, row + 0.5 - y];
        const along = Math.min(1, Math.max(0, (across * dx + down * dy) / square)); // the nearest place of the leg
        const [aside, below] = [across - along * dx, down - along * dy];
        const distance = aside * aside + below * below;
        if (distance >= far) continue;
        const ink = distance <= full ? 255 : Math.round(255 * (radius + 0.5 - Math.sqrt(distance)));
        const at = row * side + column;
        if (ink <= this.#ink[at]) continue;
        this.#ink[at] = ink;
        this.#pixels[at] = this.#shades[ink];
      }
    }
  }
}

// Whole pixels, from the first to just outside the last, of what reaches so far beyond both ends.
const within = (one, other, far, first, end) => [
  Math.max(first, Math.floor(Math.min(one, other) - far)),
  Math.min(end, Math.ceil(Math.max(one, other) + far)),
];

function shade(ink, paper, share) {
  const [red, green, blue] = paper.map((level, i) => Math.round(level + share * (ink[i] - level)));
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
