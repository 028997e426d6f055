// asker(question, isDrawing, say, rest): asks the server for readings of what question() gives, {strokes, surgery} or
// {digit, surgery}, one question at a time, always the newest. Returns ask(time), to be called when it has changed, time
// being performance.now() of the event that changed it.

const RETRY_MS = 1500;

function asker(question, isDrawing, say, rest) {
  let asked = 0; // readings asked for
  let wanted = null; // performance.now() of the newest pointer event that no reading answers yet
  let busy = false;
  let answered = null; // the newest reply

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

  return (time) => {
    wanted = time;
    follow();
  };
}
