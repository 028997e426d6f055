// Thinks about the newest digit in a worker, so that the pen never waits for it.

import { openStudies } from "./studies.js";

// { ranking, occlusion }: functions of (wires, weights, ink) that give a promise of what ranking.js and occlusion.js
// compute of that network and digit. Neither weights nor ink may be changed afterwards.
//
// One question is thought about at a time. Of each kind only the newest waits: one that it replaces is answered with
// null. The promise is rejected with what openNetwork throws.
export function thinker() {
  const waiting = new Map(); // kind -> { question, resolve, reject }, the one that waits longest first
  const ask = inWorkerOrPage();
  let busy = false;

  async function work() {
    if (busy) return;
    busy = true;
    for (const [kind, { question, resolve, reject }] of waiting) {
      waiting.delete(kind);
      await ask(question).then(resolve, reject);
    }
    busy = false;
  }

  const asking = (kind) => (wires, weights, ink) => {
    waiting.get(kind)?.resolve(null);
    return new Promise((resolve, reject) => {
      waiting.set(kind, { question: { kind, wires, weights, ink }, resolve, reject });
      work();
    });
  };
  return { ranking: asking("ranking"), occlusion: asking("occlusion") };
}

// Some browsers refuse workers, to a sandboxed frame for one. A worker that failed once is not asked again: the page
// answers in its place, or throws the error that was the cause.
function inWorkerOrPage() {
  const ways = [inWorker(), inPage()].map(withoutRepeating);
  return async function ask(question) {
    try {
      return await ways[0](question);
    } catch (error) {
      if (ways.length === 1) throw error;
      ways.shift();
      return ask(question);
    }
  };
}

// The network goes along only where it is not the one of the answer before: pen's weights are 640 kB.
function withoutRepeating(ask) {
  let known = null;
  return async ({ kind, wires, weights, ink }) => {
    const answer = await ask(weights === known ? { kind, ink } : { kind, wires, weights, ink });
    known = weights; // not before: a network that could not be opened is not known
    return answer;
  };
}

// The worker is started by the first question. It answers one at a time.
function inWorker() {
  let worker = null;
  return (question) =>
    new Promise((resolve, reject) => {
      worker ??= new Worker(new URL("./study-worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault(); // the page's answer will tell
        worker.terminate();
        reject(new Error("the worker failed", { cause: event }));
      };
      worker.postMessage(question);
    });
}

function inPage() {
  const answer = openStudies();
  return async (question) => {
    await new Promise((resolve) => setTimeout(resolve)); // what is shown already is painted first
    return answer(question);
  };
}
