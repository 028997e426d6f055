// What kinds of stages have in common. digit_model/explain/wiring.py names the kinds.

// A pooling makes one number of each window; every channel before it has one channel of its own.
export const isPooling = ({ kind }) => kind === "maximum" || kind === "mean";

// Whether a stage's numbers see a window of what is before.
export const hasWindow = (stage) => stage.kind === "convolution" || isPooling(stage);

// Whether a stage's numbers are sums of what goes in, each times its weight. A maximum chooses one of them.
export const isSum = ({ kind }) => ["convolution", "linear", "mean"].includes(kind);

// How much each number of a pooling's window counts.
export const pooledWeight = ({ kind, window }) => (kind === "mean" ? 1 / window ** 2 : 1);
