// Surgery: the ranking of channels, the form, and the list of what is changed. The operations in force go to everybody with
// "surgery-changed"; this part, too, only learns of them from there.

import { hear, send } from "../../lib/events.js";
import { study } from "../../lib/study.js";
import { sites } from "../../lib/surgery.js";
import { thinker } from "../../lib/thinker.js";
import { Form } from "./form.js";
import { InForce } from "./in-force.js";
import { Ranking } from "./ranking.js";

export function mount({ element, props }) {
  const operating = { put: (operation) => inForce.put(operation), putBack: (channel) => inForce.putBack(channel) };
  const form = new Form(element, operating);
  const inForce = new InForce(element, form, props.facts.mostOperations);
  const ranking = new Ranking(element, operating);
  hear("surgery-changed", (operations) => inForce.show(operations));
  hear("digit-rest", ({ network }) => {
    const found = sites(network.wires);
    element.toggleAttribute("data-useless", Object.keys(found).length === 0); // hides the part, see page.css
    form.offer(found);
  });
  hear("operate", (channel) => {
    if (form.select(channel)) send("question-asked", "surgery");
  });
  const think = thinker();
  const ask = ({ network, ink }) => think.ranking(network.wires, network.weights, ink);
  study(element, ask, (channels, reading) => channels && ranking.show(channels, reading));
}
