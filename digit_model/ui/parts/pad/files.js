// A picture that is dropped on the pad, or pasted while nothing is being written, goes into the picture input. The
// input is Gradio's, so it takes the picture from the pad's value by an event of Gradio's, in the page (draw.py).

const isPicture = (file) => file.type.startsWith("image/");

export function takeFiles({ element, trigger, props, upload }, pad) {
  async function take(files) {
    const picture = [...files].find(isPicture);
    if (!picture) return;
    const time = performance.now();
    const there = await uploaded(picture, upload);
    if (!there) return pad.tools.showUnsent();
    if (pad.editTime > time) return; // somebody went on drawing meanwhile
    props.value = JSON.stringify({ taken: there });
    trigger("taken");
  }

  const paper = element.querySelector(".paper");
  paper.addEventListener("dragover", (event) => event.preventDefault()); // else the browser opens what is dropped
  paper.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (event.target.closest?.("textarea, [contenteditable=true], input, #picture")) return;
    take(event.clipboardData.files);
  });
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
