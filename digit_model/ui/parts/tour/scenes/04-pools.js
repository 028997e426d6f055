// Pooling by 2 x 2, as the network does it, of any maps; and the network's description with another pooling.

import { isPooling } from "../../../lib/explain/kinds.js";
import { sizeOf } from "../../../lib/network/shape.js";
import { maximum, mean } from "../../../lib/network/stages.js";

const POOLINGS = { maximum, mean };

// values: (channels, height, width) in one row. Gives (channels, height / 2, width / 2).
export function pooled(kind, values, [channels, height, width]) {
  const shape = [channels, height / 2, width / 2];
  const to = new Float32Array(sizeOf(shape));
  POOLINGS[kind]({ wire: { shape, window: 2, stride: 2 }, shape: [channels, height, width], from: values, to })();
  return to;
}

// The same stages with this pooling in each place of one. It has no weights, so that theirs stay where they are.
export const pooledBy = (kind, wires) => wires.map((wire) => (isPooling(wire) ? { ...wire, kind } : wire));
