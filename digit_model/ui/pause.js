// pauser(question, mark): tells Python when what question() gives stays so for a while, be the pen up or held still.
// Returns pause(edited), to be called at every change; edited says whether the visitor changed the drawing. mark(old) is
// told whether Python's last answer is about an older question.
//
// One pause at a time, always about the newest question: Gradio's answers to two of them could overtake each other, and
// the older one would stay on the page. The page says with "pause-told" on document that one has been answered. Of one
// that a proxy or a restarting server refused, Gradio says nothing: it is told again.

const PAUSE_MS = 100; // changes that follow one another faster are one pause
const LOST_MS = 10_000; // an answer that takes longer is taken for lost

function pauser(question, mark) {
  let untold = null; // { edited } of the changes that Python has not heard of
  let telling = null; // { edited } of those that it is being told of
  let timer = 0; // until the pause begins
  let patience = 0; // until its answer is taken for lost

  const joined = (changes) => ({ edited: changes.some((change) => change?.edited) });

  function tell() {
    timer = 0;
    if (telling || !untold) return;
    telling = untold;
    untold = null;
    patience = setTimeout(lost, LOST_MS);
    trigger("pause", { question: question(), ...telling });
  }

  function answered() {
    clearTimeout(patience);
    telling = null;
    if (!timer) tell();
    mark(Boolean(telling || untold));
  }

  function lost() {
    untold = joined([telling, untold]);
    answered();
  }

  document.addEventListener("pause-told", answered);

  return (edited) => {
    untold = joined([{ edited }, untold]);
    mark(true);
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS);
  };
}
