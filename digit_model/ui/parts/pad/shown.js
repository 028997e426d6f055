// The picture that is read, on the paper, where its placement says that it lies.

export class Shown {
  #picture = null;

  constructor(image) {
    this.image = image;
  }

  // picture: as pictures.js has it, or null. Called at every change of the pad.
  show(picture) {
    if (picture === this.#picture) return;
    this.#picture = picture;
    this.image.hidden = !picture;
    if (!picture) return this.image.removeAttribute("src");
    const [left, top, width, height] = picture.copy.place.map((share) => `${100 * share}%`);
    Object.assign(this.image.style, { left, top, width, height });
    this.image.src = picture.copy.address;
  }
}
