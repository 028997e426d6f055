// What becomes of a number, in words, and a button that pins where.

import { number } from "../../lib/display/show.js";
import { goesTo } from "../../lib/explain/onward.js";
import { link, nameOf } from "./elements.js";

export function onwards(place, words) {
  const { stage } = place;
  if (!stage.after) return [words("ends")];
  if (stage.after.kind === "unknown") return [words("untold")];
  const next = goesTo(place);
  if (!next) return [words("left_over")];
  if (!next.to) return [words("nothing")];
  return [...said(next, place, words), " ", link(next.to, nameOf(words, next.to))];
}

function said(next, { stage, index }, words) {
  const value = stage.values[index];
  const { kind, window } = stage.after;
  if (kind === "mean") return [words("averaged", { n: window ** 2, value: number(next.product, 4) })];
  if ("product" in next) return [words(next.isStrongest ? "counts" : "lives", { value: number(next.product, 4) })];
  if (!("wins" in next)) return [words("goes")];
  if (!next.wins) return [words("loses")];
  if (!next.equals) return [words("wins")];
  const isAllZeros = value === 0 && next.window === next.equals + 1;
  return [isAllZeros ? words("zeros", { n: next.window }) : words("ties", { n: next.equals })];
}
