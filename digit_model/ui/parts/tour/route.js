// Addresses of steps: step 2 of chapter 3 is #3.2, and #3 is chapter 3's first.

// { step, isKnown }: the step that a fragment names. Of one that does not exist the chapter's first, or else the tour's.
export function stepAt(fragment, steps) {
  const name = decoded(fragment.replace(/^#/, ""));
  if (steps.includes(name)) return { step: name, isKnown: true };
  const first = firstOf(name.split(".")[0], steps);
  return { step: first ?? steps[0], isKnown: name === "" || (first !== null && !name.includes(".")), name };
}

// The step so many further on, but not beyond the ends.
export function moved(step, by, steps) {
  const at = steps.indexOf(step) + by;
  return steps[Math.max(0, Math.min(steps.length - 1, at))];
}

// The first step of the next (+1) or previous (-1) chapter; of the chapter itself where there is none.
export function movedChapter(step, by, steps) {
  const chapters = [...new Set(steps.map(chapterOf))];
  const at = chapters.indexOf(chapterOf(step)) + by;
  return firstOf(chapters[Math.max(0, Math.min(chapters.length - 1, at))], steps);
}

export const chapterOf = (step) => step.split(".")[0];

// The steps of a step's chapter.
export const chapterSteps = (step, steps) => steps.filter((other) => chapterOf(other) === chapterOf(step));

function firstOf(chapter, steps) {
  return steps.find((step) => chapterOf(step) === chapter) ?? null;
}

// The text that a fragment stands for; itself if it stands for none, such as "%".
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return fragment;
  }
}
