// asker(strokes, isDrawing, say): asks the server for readings of what strokes() gives, one question at a time, always
// about the newest drawing. Returns { ask, pause }: ask(time) when the drawing has changed, time being performance.now()
// of the event that changed it; pause() when it will stay so for a while.

const RETRY_MS = 1500;
const PAUSE_MS = 80; // changes that follow one another faster are one pause: their answers could overtake each other

function asker(strokes, isDrawing, say) {
  let asked = 0; // readings asked for
  let wanted = null; // performance.now() of the newest pointer event that no reading answers yet
  let busy = false;
  let answered = null; // the newest reply
  let pausing = 0; // the timer

  async function follow() {
    if (busy) return;
    busy = true;
    while (wanted !== null) {
      const question = { sequence: ++asked, pointerTime: wanted };
      wanted = null;
      const reply = await server.live({ strokes: strokes() });
      if (reply) {
        answered = reply;
        say(null);
        document.dispatchEvent(new CustomEvent("digit-read", { detail: reply }));
        requestAnimationFrame(() => document.dispatchEvent(new CustomEvent("digit-painted", { detail: question })));
      } else {
        say("offline");
        await new Promise((wake) => setTimeout(wake, RETRY_MS));
        wanted ??= question.pointerTime;
      }
    }
    busy = false;
    if (isDrawing() || !answered) return;
    const detail = { ...answered, drawing: { strokes: strokes() } };
    document.dispatchEvent(new CustomEvent("digit-rest", { detail }));
  }

  function ask(time) {
    wanted = time;
    follow();
  }

  function pause() {
    clearTimeout(pausing);
    pausing = setTimeout(() => trigger("pause", { drawing: { strokes: strokes() } }), PAUSE_MS);
  }

  return { ask, pause };
}
