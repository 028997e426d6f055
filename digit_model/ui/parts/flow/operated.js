// Which channels of a stage are operated on.

export const operatedOf = (surgery, stage) => surgery.filter((one) => one.stage === stage).map(({ channel }) => channel);
