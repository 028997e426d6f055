// Counts of digits by what they are (rows) and what they were read as (columns), ten by ten.

const DIGITS = [...Array(10).keys()];

// answers: what each digit was read as; labels: what it is.
export function confusionOf(labels, answers) {
  const counts = DIGITS.map(() => DIGITS.map(() => 0));
  answers.forEach((answer, at) => counts[labels[at]][answer]++);
  return counts;
}

// How often one of two digits was read as the other.
export const mixedUp = (counts, one, other) => counts[one][other] + counts[other][one];

// All that were not read as what they are.
export function missed(counts) {
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  return all - counts.reduce((sum, row, digit) => sum + row[digit], 0);
}
