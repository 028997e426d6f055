// A browser that darkens every page (Samsung Internet can, and Chromium by a flag) turns light backgrounds dark and dark
// text light but leaves dark backgrounds as they are: bars and pressed buttons, which are as dark as ink, could not be
// seen. Where the system prefers dark pages it leaves ours alone, which is dark by itself. Elsewhere it gets dark
// colours that it does not turn.

export function standDarkening() {
  if (!isDarkening() || matchMedia("(prefers-color-scheme: dark)").matches) return;
  document.documentElement.dataset.darkened = "";
  const { classList } = document.body; // Gradio's, which takes the system's preference
  const darken = () => classList.contains("dark") || classList.add("dark");
  new MutationObserver(darken).observe(document.body, { attributeFilter: ["class"] });
  darken();
}

// Source: https://developer.chrome.com/blog/auto-dark-theme: everywhere else the canvas of a light page is white.
function isDarkening() {
  const probe = document.createElement("i");
  Object.assign(probe.style, { display: "none", colorScheme: "light", backgroundColor: "canvas" });
  document.body.append(probe);
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor !== "rgb(255, 255, 255)";
}
