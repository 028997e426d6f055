// Words and picture light up together: pointing at, focusing or tapping anything marked data-kind lights all of its kind.

// The kind is written on the root, where the stylesheet finds it.
export function lightKinds(root) {
  const light = (kind) => (root.dataset.lit = kind ?? "");
  const kindAt = (event) => event.target.closest?.("[data-kind]")?.dataset.kind;
  root.addEventListener("pointerover", (event) => light(kindAt(event)));
  root.addEventListener("pointerleave", () => light(null));
  root.addEventListener("focusin", (event) => light(kindAt(event)));
  root.addEventListener("focusout", () => light(null));
  return { clear: () => light(null) };
}
