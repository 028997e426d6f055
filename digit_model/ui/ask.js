// asker(question, isDrawing, say, rest): asks the server for readings of what question() gives, {strokes, surgery} or
// {digit, surgery}, one question at a time, always the newest. Returns { ask, pause }: ask(time) when it has changed, time
// being performance.now() of the event that changed it; pause(edited) when it will stay so for a while, edited saying
// whether the visitor changed the drawing.

const RETRY_MS = 1500;
const PAUSE_MS = 80; // changes that follow one another faster are one pause: their answers could overtake each other

function asker(question, isDrawing, say, rest) {
  let asked = 0; // readings asked for
  let wanted = null; // performance.now() of the newest pointer event that no reading answers yet
  let busy = false;
  let answered = null; // the newest reply
  let pausing = 0; // the timer

  async function read() {
    const painted = { sequence: ++asked, pointerTime: wanted };
    wanted = null;
    const reply = await server.live(question());
    if (reply) {
      answered = reply;
      say(null);
      document.dispatchEvent(new CustomEvent("digit-read", { detail: reply }));
      requestAnimationFrame(() => document.dispatchEvent(new CustomEvent("digit-painted", { detail: painted })));
    } else {
      say("offline");
      await new Promise((wake) => setTimeout(wake, RETRY_MS));
      wanted ??= painted.pointerTime;
    }
  }

  async function follow() {
    if (busy) return;
    busy = true;
    try {
      while (wanted !== null) await read();
    } finally {
      busy = false;
    }
    if (!isDrawing() && answered) rest(answered);
  }

  function ask(time) {
    wanted = time;
    follow();
  }

  function pause(edited) {
    clearTimeout(pausing);
    pausing = setTimeout(() => trigger("pause", { question: question(), edited }), PAUSE_MS);
  }

  return { ask, pause };
}
