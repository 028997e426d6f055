// Nothing to show yet.

export const scenes = [];
