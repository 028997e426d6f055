// study(ask, show): keeps what a component says about the digit at rest up to date. Asks the server when the part of the
// component that shows it is in view, one question at a time, always about the newest digit; ask(question, reading) gives a promise, show(answer, reading) is
// called with null when there is nothing to explain. Returns a function to call when the question itself has changed.

const STUDY_RETRY_MS = 1500; // after the first failure; twice as long after each further one

function study(ask, show, part = element) {
  let reading = null;
  let due = false;
  let busy = false;
  let visible = false;
  let failures = 0; // in a row

  async function go() {
    if (busy) return;
    busy = true;
    while (due && visible) {
      due = false;
      const about = reading;
      if (about.verdict === "blank") {
        show(null, about);
        continue;
      }
      const answer = await ask({ digit: about.digit, surgery: about.surgery }, about);
      if (answer && !due) show(answer, about);
      failures = answer ? 0 : failures + 1;
      if (answer) continue;
      // The pad says that the server does not answer.
      await new Promise((wake) => setTimeout(wake, STUDY_RETRY_MS * 2 ** (failures - 1)));
      due = true;
    }
    busy = false;
  }

  function again() {
    due = reading !== null;
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
