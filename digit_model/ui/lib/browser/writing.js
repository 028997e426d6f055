// Which keys belong to the element that has the focus, and not to the page.

// Whether text can be written there: what is typed, taken back and pasted is its own.
export const isWriting = (target) => Boolean(target.closest?.(":read-write"));

// Whether plain keys mean something there: they write, choose or slide.
export const takesKeys = (target) => isWriting(target) || Boolean(target.closest?.("select, input[type=range]"));
