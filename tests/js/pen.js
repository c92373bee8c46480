// A drawing context that remembers what it was told.

// Node has no paths of its own. This one remembers its text.
globalThis.Path2D ??= class {
  constructor(text) {
    this.text = text;
  }
};

export function recorder() {
  const calls = [];
  const pen = new Proxy(
    { calls },
    {
      get: (known, name) => (name in known ? known[name] : (...values) => calls.push([name, ...values])),
    },
  );
  return pen;
}

// The points that a path was led through, rounded.
export function points({ calls }) {
  return calls.filter(([name]) => name === "moveTo" || name === "lineTo").map(([, x, y]) => [Math.round(x), Math.round(y)]);
}
