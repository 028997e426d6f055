// Points of the pad: [x, y] in pad units, 0..1 on the pad, x to the right and y down.

export const GRAIN = 10_000; // steps of the pad's side: far below what a screen shows, and short in a link

export const rounded = (value) => Math.round(value * GRAIN) / GRAIN;

export const onPad = (point) => point.map((value) => rounded(Math.min(1, Math.max(0, value))));
