// What a channel of the network, { stage, channel }, is called.

export const nameOf = ({ stage, channel }) => `${stage} · ${channel}`;
