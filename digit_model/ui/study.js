// study(ask, show): keeps what a component says about the digit at rest up to date. Asks the server when the part of the
// component that shows it is in view, one question at a time, always about the newest digit; ask(question, reading) gives a
// promise. show(answer, reading) is called with null, and at once, when the page is empty; the component is then marked
// data-blank, which shows its hint (page.css). Returns a function to call when the question itself has changed.

const STUDY_RETRY_MS = 1500; // after the first failure; twice as long after each further one

function study(ask, show, part = element) {
  let reading = null; // the newest
  let wanted = null; // the reading that is still to be explained, if any
  let busy = false;
  let visible = false;
  let failures = 0; // in a row

  async function explain() {
    const about = wanted;
    wanted = null;
    const answer = await ask({ digit: about.digit, surgery: about.surgery }, about);
    failures = answer ? 0 : failures + 1;
    if (answer && !wanted && about === reading) show(answer, about);
    if (answer) return;
    // The pad says that the server does not answer.
    await new Promise((wake) => setTimeout(wake, STUDY_RETRY_MS * 2 ** (failures - 1)));
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
    element.toggleAttribute("data-blank", blank);
    if (blank) show(null, reading);
    wanted = blank ? null : reading;
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
