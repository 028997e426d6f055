// Step 13.4: networks that classify and networks that detect, by year, with their ideas and the speed of those that detect.

import { element } from "../pictures.js";

// [name, year of publication, pictures a second on one GPU]. Sources of the speeds: Redmon and Farhadi 2017, table 3, VOC 2007;
// for R-CNN, 47 seconds a picture, Girshick 2015, table 4.
const CLASSIFY = [["LeNet-5", 1998], ["AlexNet", 2012], ["VGG", 2014], ["GoogLeNet", 2014]]; // prettier-ignore
const DETECT = [
  ["R-CNN", 2014, "0.02"], ["Fast R-CNN", 2015, "0.5"], ["Faster R-CNN", 2015, "7"],
  ["YOLO", 2016, "45"], ["SSD", 2016, "46"], ["YOLOv2", 2017, "67"],
]; // prettier-ignore
const COLUMNS = 4;
const RIGHT = 2; // the answer to the question

export function networks(place, tour) {
  const columns = element("colgroup", {}, ...Array.from({ length: COLUMNS }, () => element("col")));
  const parts = [part(tour, "classify", CLASSIFY), part(tour, "detect", DETECT)];
  const table = element("table", { class: "history" }, columns, ...parts);
  place.append(table, element("p", { class: "caption" }, tour.words("sources")));
  return { outcome: () => RIGHT };
}

function part(tour, key, rows) {
  const head = element("th", { scope: "rowgroup", colspan: COLUMNS }, tour.words(key));
  return element("tbody", {}, element("tr", {}, head), ...rows.map((row) => rowOf(tour, ...row)));
}

function rowOf(tour, name, year, speed = "") {
  const idea = tour.words(name.toLowerCase().replaceAll(/\W/g, "_"));
  const cells = [year, element("b", {}, name), idea, element("span", { class: "revealed" }, speed)];
  return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
}
