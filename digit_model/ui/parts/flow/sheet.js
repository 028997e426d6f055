// Where the maps of one stage lie, side by side on one canvas, and which number is where on it. Pure geometry, in
// pixels of the canvas. A place counts the maps that are shown, from 0; an address is "STAGE.CHANNEL.ROW.COLUMN", or
// "STAGE.INDEX" in a vector. A long vector is a single map, its values row by row.

export class Sheet {
  shown = 0; // maps, the first of the order

  // shape: of the stage, (channels, height, width) or (length); of a vector, rowLength numbers make a row.
  // facts: { tile, gap, columns } as flow.py has them.
  constructor(stage, shape, rowLength, { tile, gap, columns }) {
    this.stage = stage;
    this.isVector = shape.length === 1;
    this.count = shape[0]; // channels of maps, or numbers of a vector
    [this.channels, this.height, this.width] = this.isVector ? [1, Math.ceil(shape[0] / rowLength), rowLength] : shape;
    this.zoom = Math.max(1, Math.round(tile / this.width));
    this.gap = gap;
    this.columns = this.isVector ? 1 : columns; // maps side by side
    this.across = this.width * this.zoom + gap; // from map to map
    this.down = this.height * this.zoom + gap;
    this.order = [...Array(this.channels).keys()]; // channels, in the order of their places
  }

  // Puts the channels in a new order, but for some that stay where they are, or on the last places that are shown: what
  // is switched off is the least active, and should not vanish from under the pointer.
  arrange(order, staying) {
    const kept = [...new Set(staying)].sort((one, other) => this.order.indexOf(one) - this.order.indexOf(other));
    const places = kept.map((channel, at) => Math.min(this.order.indexOf(channel), this.shown - kept.length + at));
    const next = order.filter((channel) => !kept.includes(channel));
    kept.forEach((channel, at) => next.splice(Math.max(0, places[at]), 0, channel));
    this.order = next;
  }

  get size() {
    return [this.columns * this.across - this.gap, Math.ceil(this.shown / this.columns) * this.down - this.gap];
  }

  left(place) {
    return (place % this.columns) * this.across;
  }

  top(place) {
    return Math.floor(place / this.columns) * this.down;
  }

  // Of the number at a point of the canvas, or null. A gap belongs to the map before it.
  addressAt(x, y) {
    const place = Math.floor(y / this.down) * this.columns + Math.floor(x / this.across);
    const within = (at, length) => Math.min(length - 1, Math.floor(at / this.zoom));
    return this.#addressOf(place, within(y % this.down, this.height), within(x % this.across, this.width));
  }

  #addressOf(place, row, column) {
    if (place >= this.shown || row < 0 || column < 0 || row >= this.height || column >= this.width) return null;
    if (!this.isVector) return [this.stage, this.order[place], row, column].join(".");
    const index = row * this.width + column;
    return index < this.count ? `${this.stage}.${index}` : null;
  }

  // The neighbouring number, across the gap into the next map if need be; the middle of the first map if there is no
  // address yet, or its map is no longer shown.
  move(address, right, down) {
    const { width, height, columns } = this;
    const [channel, row, column] = address ? this.#cellOf(address) : [];
    const place = this.order.indexOf(channel);
    if (place < 0 || place >= this.shown) return this.#addressOf(0, Math.floor(height / 2), Math.floor(width / 2));
    const y = Math.floor(place / columns) * height + row + down;
    const x = (place % columns) * width + column + right;
    if (x < 0 || y < 0 || x >= columns * width) return address;
    const next = Math.floor(y / height) * columns + Math.floor(x / width);
    return this.#addressOf(next, y % height, x % width) ?? address;
  }

  #cellOf(address) {
    const numbers = address.split(".").slice(1).map(Number);
    return this.isVector ? [0, ...this.#rowAndColumn(numbers[0])] : numbers;
  }

  #rowAndColumn(index) {
    return [Math.floor(index / this.width), index % this.width];
  }

  // The box of one number of a vector, as that of a pixel of a map.
  boxOf(index) {
    const [row, column] = this.#rowAndColumn(index);
    return { channels: null, top: row, bottom: row, left: column, right: column };
  }

  // What is drawn around { channels, top, bottom, left, right }, channels null for all: { frame } around the maps that
  // it is on, where that is not all of them, and { field } around the box on each, or once around them all where each lies
  // in it whole. Paths of an SVG, "" for nothing.
  outlines(box) {
    const { channels, top, bottom, left, right } = box;
    const isWhole = top === 0 && left === 0 && bottom === this.height - 1 && right === this.width - 1;
    if (!channels && isWhole) return { field: rectangle(-0.5, -0.5, ...this.size.map((length) => length + 1)), frame: "" };
    const isLit = (place) => !channels || channels.includes(this.order[place]);
    const places = [...Array(this.shown).keys()].filter(isLit);
    return { field: this.#around(places, box), frame: channels ? this.#around(places, this.whole) : "" };
  }

  // The box of all maps, each whole.
  get whole() {
    return { channels: null, top: 0, bottom: this.height - 1, left: 0, right: this.width - 1 };
  }

  // What is drawn on channels that are operated on, or numbers of a vector: around each and across it.
  struck(channels) {
    if (this.isVector) return channels.map((index) => this.#struck(0, this.boxOf(index))).join("");
    const places = channels.map((channel) => this.order.indexOf(channel)).filter((place) => place < this.shown);
    return places.map((place) => this.#struck(place, this.whole)).join("");
  }

  #struck(place, box) {
    const across = (box.right - box.left + 1) * this.zoom + 1;
    const down = (box.bottom - box.top + 1) * this.zoom + 1;
    return `${this.#around([place], box)}l${across} ${down}`;
  }

  // Half a pixel outside, so that the line hides nothing.
  #around(places, { top, bottom, left, right }) {
    const { zoom } = this;
    const [width, height] = [(right - left + 1) * zoom + 1, (bottom - top + 1) * zoom + 1];
    const corner = (place) => [this.left(place) + left * zoom - 0.5, this.top(place) + top * zoom - 0.5];
    return places.map((place) => rectangle(...corner(place), width, height)).join("");
  }
}

const rectangle = (left, top, width, height) => `M${left} ${top}h${width}v${height}h${-width}z`;
