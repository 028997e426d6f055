// The row of examples: drawings go straight to the pad, pictures through Python into the picture input below,
// which the last button opens for pictures of the visitor's own.

const own = element.querySelector("#own");

function open(wanted) {
  const input = document.getElementById("picture");
  own.setAttribute("aria-expanded", String(wanted));
  input.classList.toggle("open", wanted);
  if (wanted) input.scrollIntoView({ block: "nearest" }); // on a phone it begins below the screen
}

own.addEventListener("click", () => open(own.getAttribute("aria-expanded") !== "true"));
document.addEventListener("digit-rest", ({ detail: { drawing } }) => drawing?.strokes.length && open(false));

for (const button of element.querySelectorAll("[data-drawing]")) {
  button.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("drawing-chosen", { detail: JSON.parse(button.dataset.drawing) }));
  });
}

for (const button of element.querySelectorAll("[data-picture]")) {
  button.addEventListener("click", () => {
    open(true);
    document.dispatchEvent(new Event("picture-asked"));
    trigger("choose", { name: button.dataset.picture });
  });
}
