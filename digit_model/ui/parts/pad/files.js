// A picture that is dropped on the pad, pasted while nothing is being written, or chosen in the picture input. Gradio, whose
// input that is, does not get to see its files: its own upload logs "Method not implemented." twice for each, and complains in
// English alone. What was taken goes into the input from the pad's value, by an event of Gradio's, in the page (draw.py).

import { isWriting } from "../../lib/browser/writing.js";
import { hear } from "../../lib/events.js";

const MB = 1e6; // bytes
const INPUT = "#picture"; // Gradio's, which has no script of ours

export function takeFiles({ element, trigger, props, upload }, pad) {
  const paper = element.querySelector(".paper");
  let newest = 0; // number of the newest picture that was asked for, a file or an example
  hear("picture-asked", () => newest++);

  async function take(files) {
    if (!files.length) return;
    const time = performance.now();
    const file = [...files].find(isPicture) ?? files[0];
    paper.scrollIntoView({ block: "nearest" }); // there it is shown, or complained of
    pad.tools.complain(null);
    if (!props.facts.takesPictures) return pad.tools.refuse("elsewhere");
    const refusal = refusalOf(file, props.facts.limits.maxUpload);
    if (refusal) return pad.tools.refuse(...refusal);
    const own = ++newest;
    const there = await uploaded(file, upload);
    if (own !== newest) return; // another picture was asked for meanwhile
    if (!there) return pad.tools.refuse("unsent");
    if (pad.editTime > time) return; // somebody went on drawing meanwhile
    props.value = JSON.stringify({ taken: there });
    trigger("taken");
  }

  paper.addEventListener("dragover", (event) => event.preventDefault()); // else the browser opens what is dropped
  paper.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (isWriting(event.target) || event.target.closest?.(INPUT)) return;
    take(event.clipboardData.files);
  });
  takeFromInput(take);
}

// Before Gradio has heard of them.
function takeFromInput(take) {
  document.addEventListener("change", (event) => {
    if (!event.target.matches(`${INPUT} input[type=file]`)) return;
    event.stopImmediatePropagation();
    take(event.target.files);
  }, { capture: true });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.target.closest?.(INPUT)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (kind === "drop") take(event.dataTransfer.files);
    }, { capture: true });
  }
}

const isPicture = ({ type }) => type.startsWith("image/");

// The key of the words, and what fills them, if the page can tell that the server would not take the file.
function refusalOf(file, most) {
  const { name, size } = file;
  if (file.type && !isPicture(file)) return ["foreign", { name }]; // of some pictures a browser knows no type
  if (size > most) return ["large", { name, size: Math.ceil(size / MB), most: Math.floor(most / MB) }];
  return null;
}

// What Gradio's inputs call a file, or null if the server did not get it.
async function uploaded(picture, upload) {
  try {
    const { path, url } = await upload(picture);
    const meta = { _type: "gradio.FileData" };
    return { path, url, orig_name: picture.name, mime_type: picture.type, meta };
  } catch (error) {
    console.warn(error); // Gradio throws the server's reason as it comes
    return null;
  }
}
