// @ts-check
// A canvas that a chart is drawn on.

// It takes no room in its place, even before the style sheet comes, which in Firefox is later: the place would grow with its canvases, and
// they are made as large as their place.
export function canvas() {
  const made = document.createElement("canvas");
  made.style.position = "absolute";
  return made;
}
