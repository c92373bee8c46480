// @ts-check
// Gives the reader a file.

const SHARPER = 2; // than the screen
const KEPT = 10_000; // ms: the browser has to begin with the file before its address is forgotten

/**
 * @param {string} name
 * @param {Blob} file
 */
export function give(name, file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** @param {string} svg */
export function svgFile(svg) {
  return new Blob([svg], { type: "image/svg+xml" });
}

// A picture as PNG, twice as fine as the screen.
/**
 * @param {{ svg: string, width: number, height: number }} picture
 * @returns {Promise<Blob>}
 */
export async function pngFile({ svg, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(svgFile(svg));
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(image.src);
  }
  const canvas = Object.assign(document.createElement("canvas"), { width: SHARPER * width, height: SHARPER * height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((file) => (file ? done(file) : failed(new Error("no PNG")))));
}
