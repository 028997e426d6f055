// The operations in force on a network, a list of { stage, channel, kernel }, one a channel at most. Pure functions.

export const isSameChannel = (one, other) => one.stage === other.stage && one.channel === other.channel;

export const without = (operations, channel) => operations.filter((operation) => !isSameChannel(operation, channel));

// The list with an operation more, instead of an earlier one on its channel; null if those are more than most.
export function withOperation(operations, operation, most) {
  const more = [...without(operations, operation), operation];
  return more.length <= most ? more : null;
}
