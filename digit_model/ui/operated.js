// Says of every "digit-read" whether the network that gave it is operated on.

const line = element.querySelector("p");

document.addEventListener("digit-read", ({ detail: { surgery } }) => {
  line.hidden = surgery.length === 0;
  element.querySelector("b").textContent = surgery.length;
});

element.querySelector("button").addEventListener("click", () => {
  document.dispatchEvent(new CustomEvent("surgery-changed", { detail: [] }));
});
