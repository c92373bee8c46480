// @ts-check
// What a browser has and Node has not: a test puts its own in its place. The types are the parts that the modules under test use.

/**
 * @typedef {object} Page
 * @property {(selectors: string) => Pick<HTMLElement, "dataset"> | null} querySelector
 * @property {Pick<HTMLScriptElement, "src">[]} [scripts]
 * @property {(tag: string) => object} [createElement]
 * @property {(text: string) => object} [createTextNode]
 * @property {EventTarget["addEventListener"]} [addEventListener]
 * @property {object} [documentElement]
 * @property {object} [body]
 * @property {(selectors: string) => object[]} [querySelectorAll]
 * @property {(command: string) => boolean} [execCommand]
 * @property {object | null} [activeElement]
 */

/**
 * @typedef {object} Browser
 * @property {EventTarget} window
 * @property {new (...content: never[]) => object} Element
 * @property {new (...content: never[]) => object} HTMLInputElement
 * @property {new (...content: never[]) => object} KeyboardEvent
 * @property {Pick<Location, "href" | "search">} location
 * @property {Pick<History, "state" | "replaceState"> & Partial<Pick<History, "pushState">>} history
 * @property {Page} document
 * @property {{ new (url: URL): Wire, OPEN: number }} WebSocket
 * @property {new (name: string) => object} BroadcastChannel
 * @property {new (text: string) => object} Path2D
 * @property {new () => object} Option
 * @property {new (act: (entries: { contentRect: Size }[]) => void) => Pick<ResizeObserver, "observe" | "disconnect">} ResizeObserver
 * @property {(act: () => void) => number} requestAnimationFrame
 * @property {(frame: number) => void} cancelAnimationFrame
 * @property {(query: string) => { matches: boolean }} matchMedia
 * @property {number} innerWidth
 * @property {number} innerHeight
 * @property {boolean} isSecureContext
 * @property {{ clipboard: { writeText: (text: string) => Promise<void> } }} navigator
 */

/** @typedef {{ width: number, height: number }} Size */

/** @param {Partial<Browser>} fakes */
export function pretend(fakes) {
  // Node has some of these itself, and does not let them be assigned.
  for (const [name, value] of Object.entries(fakes)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
