// Channels of the network, { stage, channel }, and what is said of each alike.

export const nameOf = ({ stage, channel }) => `${stage} · ${channel}`;
export const isSameChannel = (one, other) => one.stage === other.stage && one.channel === other.channel;
