// The picture of a function of one number: its axes, its line, and a point on it.

const NAMES = "http://www.w3.org/2000/svg";
const SIDE = 200; // of the drawing, in its own units

export class Plot {
  // limit: of what is shown, on every side of zero; f: number -> number, straight on either side of zero.
  constructor(name, limit, f) {
    Object.assign(this, { limit, f });
    const line = [-limit, 0, limit].map((x) => this.#at(x, f(x)).join(",")).join(" ");
    this.point = shape("circle", { r: 6, class: "point" });
    this.drop = shape("line", { class: "drop" });
    this.drawing = shape("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": name, class: "graph" });
    this.drawing.append(
      shape("path", { class: "axes", d: `M0 ${SIDE / 2}H${SIDE}M${SIDE / 2} 0V${SIDE}` }),
      shape("polyline", { class: "line", points: line }),
      this.drop,
      this.point,
    );
  }

  mark(x) {
    const [[left, axis], [, top]] = [this.#at(x, 0), this.#at(x, this.f(x))];
    set(this.point, { cx: left, cy: top });
    set(this.drop, { x1: left, y1: axis, x2: left, y2: top });
  }

  #at(x, y) {
    return [x, -y].map((value) => (SIDE * (value + this.limit)) / (2 * this.limit));
  }
}

function shape(name, attributes) {
  const made = document.createElementNS(NAMES, name);
  set(made, attributes);
  return made;
}

function set(drawn, attributes) {
  for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, value);
}
