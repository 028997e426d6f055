// pauser(question): tells Python when what question() gives will stay so for a while. Returns pause(edited), to be called
// at every change; edited says whether the visitor changed the drawing.
//
// One pause at a time, always about the newest question: Gradio's answers to two of them could overtake each other, and
// the older one would stay on the page. The page says with "pause-told" on document that one has been answered.

const PAUSE_MS = 80; // changes that follow one another faster are one pause

function pauser(question) {
  let untold = null; // { edited } of the changes that Python has not heard of
  let telling = false;
  let timer = 0;

  function tell() {
    timer = 0;
    if (telling || !untold) return;
    telling = true;
    trigger("pause", { question: question(), ...untold });
    untold = null;
  }

  document.addEventListener("pause-told", () => {
    telling = false;
    if (!timer) tell();
  });

  return (edited) => {
    untold = { edited: edited || Boolean(untold?.edited) };
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS);
  };
}
