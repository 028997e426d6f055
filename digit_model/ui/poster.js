// poster(reading): a canvas with what the page shows of a reading, in the page's colours and language of the moment.
// A picture is { height, paint(x, y) }: its size is known before the poster's, which is as high as what stands on it.

const POSTER = { width: 1200, margin: 48, columns: 6, gap: 24, caption: 44, sharpness: 2 };
const PICTURE = { width: 164, height: 264, bar: 17 };

function poster(reading) {
  const canvas = document.createElement("canvas");
  const page = canvas.getContext("2d");
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue("--" + name);
  const words = (selector, within = document) => within.querySelector(selector)?.innerText.replace(/\s+/g, " ").trim() ?? "";

  function write(text, x, y, size, { weight = 400, ink = "ink", align = "left", room } = {}) {
    page.font = `${weight} ${size}px ${style.fontFamily}`;
    page.fillStyle = colour(ink);
    page.textAlign = align;
    page.fillText(text, x, y, room);
  }

  function fill(ink, ...box) {
    page.fillStyle = colour(ink);
    page.fillRect(...box);
  }

  function mapsPicture(maps) {
    const fitting = Math.min(PICTURE.width / maps.width, PICTURE.height / maps.height);
    // Whole pixels of the poster for each of the picture's, if there are enough, so that all are equally large.
    const scale = Math.max(1, Math.floor(fitting * POSTER.sharpness)) / POSTER.sharpness;
    const paint = (x, y) => page.drawImage(maps, x, y, maps.width * scale, maps.height * scale);
    return { height: maps.height * scale, paint };
  }

  function barsPicture(list) {
    const isSigned = list.classList.contains("signed");
    const paint = (x, y) =>
      [...list.children].forEach((row, i) => {
        const number = row.querySelector("b")?.textContent;
        const bar = row.querySelector("i");
        const below = bar.classList.contains("below");
        const [left, room] = number ? [x + 16, PICTURE.width - 76] : [x, PICTURE.width - 60];
        const top = y + i * PICTURE.bar;
        const zero = isSigned ? left + room / 2 : left;
        const length = Number(bar.style.getPropertyValue("--length")) * (isSigned ? room / 2 : room);
        fill("track", left, top, room, 9);
        fill(below ? "negative" : "positive", below ? zero - length : zero, top, length, 9);
        if (number) write(number, x, top + 9, 12);
        write(row.querySelector("span").textContent, x + PICTURE.width, top + 9, 12, { ink: "soft", align: "right" });
      });
    return { height: list.children.length * PICTURE.bar, paint };
  }

  function stagesOfPage() {
    return [...document.querySelectorAll("#flow [data-stage], #probabilities")].map((section) => {
      const bars = section.querySelector(".bars");
      return {
        name: section.dataset.stage ?? section.querySelector("h3").innerText,
        shown: words('.more[aria-expanded="false"] .visually-hidden', section),
        size: words(".size", section),
        picture: bars ? barsPicture(bars) : mapsPicture(section.querySelector("canvas")),
      };
    });
  }

  function paintAnswer(top) {
    const { margin, width } = POSTER;
    const sure = reading.verdict === "digit";
    const [size, weight] = sure ? [150, 700] : [56, 600];
    const room = 300;
    write(words("#answer") || "–", margin, top + (sure ? 112 : 60), size, { weight, ink: sure ? "ink" : "soft", room });
    if (!sure) write(words("#verdict [data-for]:not([hidden])"), margin, top + 96, 16, { ink: "soft", room });
    const likeliest = reading.probabilities.map((share, digit) => ({ share, digit })).sort((a, b) => b.share - a.share);
    likeliest.slice(0, 3).forEach(({ share, digit }, i) => {
      const [x, y] = [margin + 360, top + 24 + i * 36];
      write(digit, x, y + 11, 16, { weight: 650 });
      fill("ink", x + 24, y, Math.max(2, 300 * share), 12);
      write((100 * share).toFixed(1) + " %", x + 410, y + 11, 16, { ink: "soft", align: "right" });
    });
    page.drawImage(document.querySelector("#seen canvas"), width - margin - 168, top, 168, 168);
  }

  const { width, margin, columns, gap, caption, sharpness } = POSTER;
  const stages = stagesOfPage();
  const rows = [];
  for (let i = 0; i < stages.length; i += columns) rows.push(stages.slice(i, i + columns));
  const heights = rows.map((row) => caption + Math.max(...row.map(({ picture }) => picture.height)) + gap);
  const first = 350; // where the stages begin
  canvas.width = width * sharpness;
  canvas.height = (first + heights.reduce((sum, height) => sum + height) + margin - gap) * sharpness;
  page.scale(sharpness, sharpness);
  page.imageSmoothingEnabled = false;

  fill("page", 0, 0, width, canvas.height);
  write(words("#head h1"), margin, 64, 20, { weight: 700 });
  write(words("#head [aria-current]"), width - margin, 64, 14, { ink: "soft", align: "right" });
  const changed = reading.surgery.map(({ stage, channel }) => `${stage} · ${channel}`).join(", ");
  if (changed) write(`${words("#surgery .in-force h3")}: ${changed}`, width / 2, 64, 14, { ink: "accent", align: "center", room: 600 });
  fill("line", margin, 84, width - 2 * margin, 1);
  paintAnswer(112);
  fill("line", margin, 304, width - 2 * margin, 1);
  let y = first;
  for (const [i, row] of rows.entries()) {
    for (const [column, { name, shown, size, picture }] of row.entries()) {
      const x = margin + column * (PICTURE.width + gap);
      write(name, x, y, 14, { weight: 650 });
      const beside = page.measureText(name).width + 8;
      write(shown, x + beside, y, 11.5, { ink: "soft", room: PICTURE.width - beside });
      write(size, x, y + 20, 12.5, { ink: "soft" });
      picture.paint(x, y + caption - 12);
    }
    y += heights[i];
  }
  return canvas;
}
