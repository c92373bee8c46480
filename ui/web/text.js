// @ts-check

// Writes a text that often changes. The node that holds it stays: a new one would make the browser ask, for each part of the page around
// it, whether a rule about what it contains (`:has`) has begun to apply.
/**
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent === text) return;
  const held = node.firstChild;
  if (held?.nodeType === 3 && !held.nextSibling) held.nodeValue = text;
  else node.textContent = text;
}
