// What the browser remembers for the reader. A browser that refuses to remember is no error.
const PREFIX = "lockgate.";

export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows have no storage; the page then starts afresh next time.
  }
}
