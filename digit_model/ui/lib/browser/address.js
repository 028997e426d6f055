// What the page's own address says beside its path: ?question=ledger, ?view=stage. An address that names what is shown can be
// kept, sent and opened by others.

export const asked = (name) => new URLSearchParams(location.search).get(name);

// Without a value the address no longer names it.
export function setAsked(name, value) {
  const address = withAsked(location.href, name, value);
  history.replaceState(history.state, "", address);
}

// The address with one of these parameters set, or taken out where value is null.
export function withAsked(address, name, value) {
  const changed = new URL(address);
  if (value === null) changed.searchParams.delete(name);
  else changed.searchParams.set(name, value);
  return changed.href;
}
