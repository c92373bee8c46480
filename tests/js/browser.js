// @ts-check
// What a browser has and Node has not: a test puts its own in its place. The types are the parts that the modules under test use.

/**
 * @typedef {object} Page
 * @property {(selectors: string) => Pick<HTMLElement, "dataset"> | null} querySelector
 * @property {Pick<HTMLScriptElement, "src">[]} [scripts]
 * @property {(tag: string) => object} [createElement]
 * @property {(text: string) => object} [createTextNode]
 */

/**
 * @typedef {object} Browser
 * @property {EventTarget} window
 * @property {Pick<Location, "href" | "search">} location
 * @property {Pick<History, "state" | "replaceState">} history
 * @property {Page} document
 * @property {{ new (url: URL): Wire, OPEN: number }} WebSocket
 * @property {new (text: string) => object} Path2D
 * @property {new (act: ResizeObserverCallback) => Pick<ResizeObserver, "observe" | "disconnect">} ResizeObserver
 */

/** @param {Partial<Browser>} fakes */
export function pretend(fakes) {
  Object.assign(globalThis, fakes);
}
