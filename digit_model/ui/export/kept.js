// Answers that Python gave when this edition was written, in files of { kept: { question: answer }, otherwise }.

import { fetchJson } from "../lib/browser/download.js";

// (question) => a promise of the answer: the one that was kept for this very question, or else what Python says of all others;
// null if the file does not arrive, as where a server does not answer. Nothing is fetched before the first question.
export function keptAt(address) {
  let file = null;
  return async (question = null) => {
    file ??= fetchJson(address);
    const answers = await file;
    if (!answers) return (file = null);
    return answers.kept[JSON.stringify(question)] ?? answers.otherwise;
  };
}
