// What the hand does between putting the pen or the eraser down and lifting it. A gesture has the strokes as they are by now,
// and follow(points) goes on to where the hand has gone, in pad units, and says whether that changed the strokes.

import { fits, pointsIn } from "../../lib/drawing/drawing.js";
import { boxCut, cut } from "../../lib/drawing/eraser.js";
import { onPad } from "../../lib/drawing/points.js";

export class Inking {
  #stroke;

  constructor(before, width, { limits, painter }) {
    this.#stroke = { width, points: [] };
    this.strokes = [...before, this.#stroke];
    Object.assign(this, { limits, painter });
  }

  follow(points) {
    const room = this.limits.maxPoints - pointsIn(this.strokes);
    const fitting = points.slice(0, room).map(onPad);
    if (!fitting.length) return false;
    this.#stroke.points.push(...fitting);
    this.painter.grown(this.#stroke, this.#stroke.points.length - fitting.length);
    return true;
  }
}

export class Rubbing {
  #from = []; // the point that the eraser has reached

  constructor(before, radius, { limits, painter, say }) {
    Object.assign(this, { strokes: before, radius, limits, painter, say });
    this.widest = Math.max(...before.map(({ width }) => width));
  }

  follow(points) {
    const path = [...this.#from, ...points];
    const less = cut(this.strokes, path, this.radius);
    this.#from = points.slice(-1);
    if (less === this.strokes) return false;
    if (!fits(less, this.limits)) {
      this.say("full");
      return false;
    }
    this.strokes = less;
    this.painter.repaintSoon(boxCut(path, this.radius, this.widest));
    return true;
  }
}
