// pictureReplies(editTime, take): take({ digit, autopsy }) for a picture that is read instead of the pad; take(null) when
// it was taken out; take(null, complaint) when it cannot be read, the complaint being HTML; take(undefined) when the pad
// has the last word, because editTime() says that the drawing was changed after the picture was chosen.

function pictureReplies(editTime, take) {
  let chosen = -1; // performance.now() of the visitor's choice of the newest picture
  let exampleAsked = false; // its file is still on the way

  document.addEventListener("picture-asked", () => {
    chosen = performance.now();
    exampleAsked = true;
  });
  document.addEventListener("picture-set", () => {
    if (!exampleAsked) chosen = performance.now();
    exampleAsked = false;
  });

  // Python sets the value.
  watch("value", () => {
    const { picture, refused } = JSON.parse(props.value);
    take(editTime() > chosen ? undefined : picture, refused);
  });
}
