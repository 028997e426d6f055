// outline(rectangle): shows which part of the drawing "cells-lit" is about. The newest reading's page is the rectangle
// (left, top, width, height, in pad units) of the pad that the network's 28 x 28 pixels show; a picture has none.

function outline(rectangle) {
  let page = null;

  document.addEventListener("digit-read", ({ detail }) => (page = detail.page));
  document.addEventListener("cells-lit", ({ detail: { digit: box } }) => {
    rectangle.toggleAttribute("hidden", !box || !page);
    if (!box || !page) return;
    const [left, top, width, height] = page;
    const places = {
      x: left + (box.left / 28) * width,
      y: top + (box.top / 28) * height,
      width: ((box.right - box.left + 1) / 28) * width,
      height: ((box.bottom - box.top + 1) / 28) * height,
    };
    for (const [name, value] of Object.entries(places)) rectangle.setAttribute(name, value);
  });
}
