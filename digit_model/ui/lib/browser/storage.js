// What the browser keeps for us: in "localStorage" for the next visit, in "sessionStorage" for this tab. One that keeps
// nothing, because its owner blocks site data, gives null and forgets.

const OURS = "digit-x-ray "; // another page may be served at this address at another time

const inStorage = (name, use) => {
  try {
    return use(window[name]);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
};

export const kept = (name, key) => inStorage(name, (items) => items.getItem(OURS + key));
export const keep = (name, key, text) => inStorage(name, (items) => items.setItem(OURS + key, text));

export const keepValue = (name, key, value) => keep(name, key, JSON.stringify(value));

// The object or list that was kept; null if there is none of the form that isSound knows. Another version of the page may have
// left something else there, and the page begins all the same.
export function keptValue(name, key, isSound) {
  try {
    const value = JSON.parse(kept(name, key));
    return Object(value) === value && isSound(value) ? value : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
