// Shapes of activations: (channels, height, width), or (length). Their numbers lie in one row, in that order.

export function sizeOf(shape) {
  return shape.reduce((product, length) => product * length, 1);
}

// With a border all around.
export function paddedShape([channels, height, width], border) {
  return [channels, height + 2 * border, width + 2 * border];
}

// Copies numbers of this shape into the middle of `padded`, whose border stays as it is.
export function pad(numbers, shape, border, padded) {
  const [channels, height, width] = shape;
  const [, rows, pitch] = paddedShape(shape, border);
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < height; row++) {
      const start = (channel * height + row) * width;
      const target = (channel * rows + row + border) * pitch + border;
      for (let column = 0; column < width; column++) padded[target + column] = numbers[start + column];
    }
  }
}
