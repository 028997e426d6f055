// The view for a projector, ?view=stage: one screen, laid out for 1280 x 720 and, as a whole, enlarged to fill a larger one
// and shrunk to fit a smaller one, such as 1024 x 768 or a laptop's below its browser's bars.

import { setAsked } from "./address.js";

export const STAGE = "stage";
const SCREEN = { width: 1280, height: 720 }; // CSS pixels that the view is laid out for
const NARROW = 960; // up to this width the page is laid out otherwise, and shrunk it could not be read

export const isStage = () => document.documentElement.dataset.view === STAGE;

export function showStage(isOn) {
  document.documentElement.dataset.view = isOn ? STAGE : "";
  setAsked("view", isOn ? STAGE : null);
  fitStage();
}

// To be called again when the window's size has changed.
export function fitStage() {
  const fitting = Math.min(innerWidth / SCREEN.width, innerHeight / SCREEN.height);
  const zoom = innerWidth > NARROW ? fitting : Math.max(1, fitting);
  document.documentElement.style.setProperty("--zoom", isStage() ? zoom.toFixed(3) : "1");
}
