// A browser that darkens every page (Samsung Internet can, and Chromium by a flag) turns light backgrounds dark and dark
// text light but leaves dark backgrounds as they are: bars and pressed buttons, which are as dark as ink, could not be
// seen. Where the system prefers dark pages, ours is dark already and is left alone. Elsewhere the page takes dark
// colours that such a browser leaves alone.

export function withstandDarkening() {
  if (matchMedia("(prefers-color-scheme: dark)").matches || !isDarkening()) return;
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
