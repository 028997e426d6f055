// A short vector as bars with their numbers, drawn from the middle if there are negative ones.
//
// bars(list, format, whole) gives { paint(values), light(index) }; without values, null, there are dashes. A value of whole
// fills its bar, by default the largest value.

function bars(list, format, whole) {
  const rows = [...list.children].map((row) => ({ row, bar: row.querySelector("i"), number: row.querySelector("span").appendChild(new Text()) }));

  function paint(values) {
    const lengths = values ?? rows.map(() => 0);
    const full = whole ?? Math.max(1e-9, ...lengths.map(Math.abs));
    list.classList.toggle("signed", lengths.some((length) => length < 0));
    rows.forEach(({ bar, number }, index) => {
      const text = values ? format(values[index]) : "–";
      bar.style.setProperty("--length", (Math.abs(lengths[index]) / full).toFixed(3));
      bar.classList.toggle("below", lengths[index] < 0);
      if (number.data !== text) number.data = text; // the same text again, or another node for it, would be laid out anew
    });
  }

  const light = (index) => rows.forEach(({ row }, at) => row.classList.toggle("lit", at === index));

  return { paint, light };
}

const decimals = (value) => number(value, 1);
