// The view for a projector, ?view=stage: one screen, laid out for 1280 x 720 and enlarged as a whole to fill any larger one.

import { setAsked } from "./address.js";

export const STAGE = "stage";
const SCREEN = { width: 1280, height: 720 }; // CSS pixels that the view is laid out for

export const isStage = () => document.documentElement.dataset.view === STAGE;

export function showStage(isOn) {
  document.documentElement.dataset.view = isOn ? STAGE : "";
  setAsked("view", isOn ? STAGE : null);
  fitStage();
}

// To be called again when the window's size has changed.
export function fitStage() {
  const zoom = Math.max(1, Math.min(innerWidth / SCREEN.width, innerHeight / SCREEN.height));
  document.documentElement.style.setProperty("--zoom", isStage() ? zoom.toFixed(3) : "1");
}
