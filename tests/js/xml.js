// @ts-check
// Reads XML as strictly as a browser reads a file: Node has no parser of its own.

const NAME = "[A-Za-z_][\\w:.-]*";
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, "y");
const ATTRIBUTE = new RegExp(`(${NAME})="([^"<]*)"`, "g");
const ENTITY = /&(amp|lt|gt|quot|apos|#39);/g;
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** @typedef {{ name: string, attributes: Record<string, string>, text: string }} Element */

// The elements of a document, in their order, each with the text directly in it. Throws an error where it is not well-formed.
/** @param {string} source */
export function elements(source) {
  if (NOT_XML.test(source)) throw new Error("a character that XML does not have");
  /** @type {Element[]} */
  const found = [];
  /** @type {Element[]} */
  const open = [];
  let at = 0;
  while (at < source.length) {
    const end = source.indexOf("<", at) < 0 ? source.length : source.indexOf("<", at);
    const text = source.slice(at, end);
    if (text && !open.length) throw new Error(`text outside of the document: ${text}`);
    if (text) open[open.length - 1].text += read(text);
    at = end;
    if (at === source.length) break;
    TAG.lastIndex = at;
    const tag = TAG.exec(source);
    if (!tag) throw new Error(`no tag: ${source.slice(at, at + 80)}`);
    at = TAG.lastIndex;
    const [, closes, name, attributes, empty] = tag;
    if (closes) {
      if (open.pop()?.name !== name) throw new Error(`${name} is closed, but not open`);
      continue;
    }
    if (!open.length && found.length) throw new Error("a second document");
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, read(value)]);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${attributes}`);
    const element = { name, attributes: Object.fromEntries(pairs), text: "" };
    found.push(element);
    if (!empty) open.push(element);
  }
  if (open.length) throw new Error(`${open.map((each) => each.name).join(", ")} not closed`);
  return found;
}

/** @param {string} text */
function read(text) {
  if (text.replace(ENTITY, "").includes("&")) throw new Error(`a mark that is not written as one: ${text}`);
  const marks = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };
  return text.replace(ENTITY, (_, name) => marks[/** @type {keyof typeof marks} */ (name)]);
}
