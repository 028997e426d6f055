// Step 7.4: which loss fits which task.

import { element } from "../pictures.js";

const FITTING = {
  one: "CrossEntropyLoss",
  several: "BCEWithLogitsLoss",
  amount: "MSELoss",
  outliers: "HuberLoss",
  alike: "TripletMarginLoss",
  speech: "CTCLoss",
};

export function which(place, tour) {
  const head = ["task", "pytorch"].map((key) => element("th", { scope: "col" }, tour.words(key)));
  const rows = Object.entries(FITTING).map(([task, loss]) => {
    const name = element("code", { kind: "loss", class: "revealed" }, loss);
    return element("tr", {}, element("td", {}, tour.words(task)), element("td", {}, name));
  });
  const top = element("thead", {}, element("tr", {}, ...head));
  place.append(element("table", { class: "fitting" }, top, element("tbody", {}, ...rows)));
  return { outcome: () => 1 };
}
