// The channels of a stage of maps, the most active first: what a map shows is how it varies over the page, and a flat
// one shows nothing, however large its numbers. values: the stage's activation, channel by channel.
export function mostActive(values, channels) {
  const size = values.length / channels;
  const spread = Array.from({ length: channels }, (_, channel) => variance(values, channel * size, (channel + 1) * size));
  return [...spread.keys()].sort((a, b) => spread[b] - spread[a]);
}

// Of the numbers from place start to before end.
function variance(values, start, end) {
  let sum = 0;
  for (let at = start; at < end; at++) sum += values[at];
  const mean = sum / (end - start);
  let squares = 0;
  for (let at = start; at < end; at++) squares += (values[at] - mean) ** 2;
  return squares / (end - start);
}
