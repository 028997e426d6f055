// The digit with the largest number of ten: probabilities or scores.

export const likeliest = (numbers) => numbers.indexOf(Math.max(...numbers));
