// The digit read by the page's network and by another. Shows what server.read_both answers: see compare.py.

const select = element.querySelector("select");
const form = element.querySelector("form");
const waiting = element.querySelector("[data-waiting]");
const failures = element.querySelectorAll("[data-failure]");
const sentence = element.querySelector(".sentence");
const sections = element.querySelectorAll("section");

let compared = select.value; // the other network of the last comparison that worked

function paint(section, { name, variant, parameters, multiplications, stages, verdict, candidates, probabilities }) {
  section.querySelector("h3").textContent = name === variant ? name : `${name} (${variant})`;
  const counts = { parameters: parameters.toLocaleString("en"), multiplications: multiplications.toLocaleString("en") };
  section.querySelector(".facts").replaceChildren(words("facts", counts));
  const digits = document.createElement("b");
  digits.textContent = candidates.slice(0, 3).join(" / ") || "–";
  section.querySelector(".answer").replaceChildren(digits, words(verdict));
  section.querySelectorAll("li").forEach((row, digit) => {
    row.querySelector("i").style.setProperty("--length", probabilities[digit]);
    row.querySelector("span").textContent = percent(probabilities[digit]);
  });
  section.querySelector(".stages").textContent = stages.join(" → ");
}

function fail({ failure, said }) {
  for (const line of failures) {
    line.hidden = line.dataset.failure !== failure;
    line.querySelector("small").innerHTML = said; // escaped: see text.py
  }
  if (select.value === compared) return;
  select.value = compared;
  again(); // the newest digit, which may not have been compared yet
}

function show(answer) {
  waiting.hidden = true;
  if (answer === null) return;
  if (answer.failure) fail(answer);
  else {
    compared = answer.columns[1].name;
    answer.columns.forEach((column, index) => paint(sections[index], column));
    const [own, other] = answer.columns.map(({ probabilities }) => percent(probabilities[answer.apart]));
    const relation = !answer.agree ? "differ" : own === other ? "alike" : "agree";
    sentence.replaceChildren(words(relation, { digit: answer.apart, own, other }));
  }
}

const again = study((question) => server.read_both({ ...question, model: select.value }), show);

function choose() {
  for (const line of failures) line.hidden = true;
  waiting.hidden = false;
  again();
}

function offer(model) {
  if (![...select.options].some(({ value }) => value === model)) select.add(new Option(model, model));
}

select.addEventListener("change", choose);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const model = form.querySelector("input").value.trim();
  offer(model);
  select.value = model;
  choose();
});

async function offerTrained() {
  for (const model of (await server.trained()) ?? []) offer(model);
}
select.addEventListener("focus", offerTrained); // a training run may have ended since
offerTrained();
