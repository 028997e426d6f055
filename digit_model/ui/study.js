// study(ask, show): keeps what a component says about the digit at rest up to date. Asks the server when the part of the
// component that shows it is in view, one question at a time, always about the newest digit; ask(question, reading) gives a
// promise. show(answer, reading) is called with null, and at once, when the page is empty; the component is then marked
// data-blank, which shows its hint. Until the next answer it is marked data-unanswered, which keeps room for one (page.css).
// Returns a function to call when the question itself has changed.

// After the first failure; twice as long after each further one, within bounds. A new question is asked at once.
const STUDY_RETRY_MS = { first: 1500, longest: 30_000 };

function study(ask, show, part = element) {
  let reading = null; // the newest
  let wanted = null; // the reading that is still to be explained, if any
  let busy = false;
  let visible = false;
  let failures = 0; // in a row
  let wake = () => {}; // ends the wait for the next try
  mark(true);

  function mark(blank) {
    element.toggleAttribute("data-blank", blank);
    if (blank) element.setAttribute("data-unanswered", "");
  }

  function give(answer, about) {
    element.removeAttribute("data-unanswered");
    show(answer, about);
  }

  async function explain() {
    const about = wanted;
    wanted = null;
    const answer = await ask({ digit: about.digit, surgery: about.surgery }, about);
    failures = answer ? 0 : failures + 1;
    if (answer && !wanted && about === reading) give(answer, about);
    if (answer) return;
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, Math.min(STUDY_RETRY_MS.longest, STUDY_RETRY_MS.first * 2 ** (failures - 1)));
    });
    if (about === reading) wanted = about;
  }

  async function go() {
    if (busy) return;
    busy = true;
    try {
      while (wanted && visible) await explain();
    } finally {
      busy = false;
    }
  }

  function again() {
    if (!reading) return;
    const blank = reading.verdict === "blank";
    mark(blank);
    if (blank) show(null, reading);
    wanted = blank ? null : reading;
    failures = 0;
    wake();
    go();
  }

  document.addEventListener("digit-rest", ({ detail }) => {
    reading = detail;
    again();
  });
  new IntersectionObserver((entries) => {
    visible = entries.at(-1).isIntersecting;
    go();
  }).observe(part);
  return again;
}
