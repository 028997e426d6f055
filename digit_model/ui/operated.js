// Says of every "digit-read" whether the network that gave it is operated on.

const line = element.querySelector("p");

document.addEventListener("digit-read", ({ detail: { surgery } }) => {
  line.toggleAttribute("hidden", surgery.length === 0);
  if (surgery.length) element.querySelector("b").textContent = surgery.length; // at every update it would cost a style
});

element.querySelector("button").addEventListener("click", () => {
  document.dispatchEvent(new CustomEvent("surgery-changed", { detail: [] }));
});
