// Surgery: the ranking of channels, the form, and the list of what is changed. The operations in force go to everybody with
// "surgery-changed"; this part, too, only learns of them from there.

import { hear, send } from "../../lib/events.js";
import { study } from "../../lib/explain/study.js";
import { sites } from "../../lib/explain/surgery.js";
import { thinker } from "../../lib/explain/thinker.js";
import { Form } from "./form.js";
import { InForce } from "./in-force.js";
import { Joint } from "./joint.js";
import { Ranking } from "./ranking.js";

export function mount({ element, props }) {
  const operating = { put: (operation) => inForce.put(operation), putBack: (channel) => inForce.putBack(channel) };
  const form = new Form(element, operating);
  const inForce = new InForce(element, form, props.facts.mostOperations);
  const joint = new Joint(element);
  const ranking = new Ranking(element, operating);
  hear("surgery-changed", (operations) => inForce.show(operations));
  hear("digit-rest", (reading) => {
    const found = sites(reading.network.wires);
    element.toggleAttribute("data-useless", Object.keys(found).length === 0); // hides the part, see page.css
    form.offer(found);
    joint.show(reading);
  });
  hear("operate", (channel) => {
    if (form.select(channel)) send("question-asked", "surgery");
  });
  const ask = ranked(thinker());
  study(element, ask, (found, reading) => {
    if (found) ranking.show(found.channels, found.activations, reading);
    else ranking.forget();
  });
}

// A question for the study: the ranked channels, or null, and the activations that are ranked. While the worker thinks, the
// network's buffers may be filled anew.
function ranked(think) {
  return async ({ network: { wires, weights }, ink, stages }) => {
    const operable = wires.filter(({ name }) => Object.hasOwn(sites(wires), name));
    const activations = operable.map(({ name, shape }) => [name, { shape, values: stages[name].slice() }]);
    const channels = await think.ranking(wires, weights, ink);
    return channels && { channels, activations: Object.fromEntries(activations) };
  };
}
