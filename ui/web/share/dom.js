// @ts-check
// Nodes for dialogs and menus.

// A node with these properties and attributes, around these children.
/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties]
 * @param {(Node | string)[]} [children]
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, children = [], attributes = {}) {
  const node = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// A button with these words.
/**
 * @param {string} words
 * @param {() => void} act
 * @param {string} [className]
 */
export function button(words, act, className = "lab-button") {
  const node = element("button", { type: "button", className, textContent: words });
  node.addEventListener("click", act);
  return node;
}
