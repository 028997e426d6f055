// What a visitor takes away: a link to the drawing, and files of all that is shown (files.js). The server is not asked for
// any of it.

import { showStatus } from "../../lib/display/status.js";
import { hear } from "../../lib/events.js";
import { firstPainted } from "../../lib/start.js";
import { linkTo, toFragment } from "./link.js";
import { openLinks } from "./opening.js";

export function mount({ element, props }) {
  const say = (status) => showStatus(element, status);
  hear("digit-rest", ({ verdict, picture }) => say(verdict === "blank" ? "blank" : picture ? "picture" : null));
  offerLink(element, say);
  openLinks(props.facts.limits);
  offerFilesLater(element, say);
}

// A link is opened before anything is painted; what makes files can wait until then.
async function offerFilesLater(element, say) {
  await firstPainted;
  const { offerFiles } = await import("./files.js");
  offerFiles(element, say);
}

function offerLink(element, say) {
  const copy = element.querySelector("#copy");
  const link = element.querySelector("#link");
  let reading = null; // at rest
  let address = null; // of the value that is looked at

  function show() {
    const isLinkable = reading && reading.verdict !== "blank" && !reading.picture;
    copy.disabled = !isLinkable;
    link.value = isLinkable ? linkTo(location.href, toFragment(reading.strokes, address, reading.surgery)) : "";
  }

  hear("digit-rest", (newest) => {
    reading = newest;
    show();
  });
  hear("pinned", (pinned) => {
    address = pinned.address;
    show();
  });
  copy.addEventListener("click", async () => {
    if (await isCopied(link.value)) return say("copied");
    link.select(); // for the visitor to copy it by hand
    say("selected");
  });
}

async function isCopied(text) {
  if (!navigator.clipboard) return false; // browsers give it to https and localhost alone
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false; // the visitor said no, or the browser for them, or the page around ours
  }
}
