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
