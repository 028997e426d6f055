// The nearest digits of the sample. Shows what server.nearest answers: {nearest: [{label, similarity, digit}], candidates},
// the nearest first, and what the trained network takes the digit for, which surgery does not change.

const trained = element.querySelector(".trained");
const shared = element.querySelector(".shared");
const places = [...element.querySelectorAll("li")].map((place) => {
  return { canvas: place.querySelector("canvas"), label: place.querySelector("b"), similarity: place.querySelector("span") };
});

function paint({ canvas, label, similarity }, neighbour) {
  paintGrey(canvas, neighbour.digit);
  label.textContent = neighbour.label;
  similarity.textContent = percent(neighbour.similarity).replace("-", "−");
}

function show(answer, { surgery }) {
  if (!answer) return;
  const { nearest, candidates } = answer;
  trained.hidden = surgery.length === 0;
  nearest.forEach((neighbour, index) => paint(places[index], neighbour));
  const line = element.querySelector(`[data-line="${candidates.length ? "digit" : "not a digit"}"]`);
  const count = nearest.filter(({ label }) => candidates.includes(String(label))).length;
  shared.replaceChildren(filled(line, { count, digits: candidates.join(" / ") }));
}

study((question) => server.nearest(question), show);
