// @ts-check
// A pointer that a node holds on to.

// Lets a node hear all that a pointer does, wherever it goes, unless it has gone already.
/**
 * @param {HTMLElement} node
 * @param {number} pointer
 */
export function captured(node, pointer) {
  try {
    node.setPointerCapture(pointer);
  } catch {
    // There is nothing to capture.
  }
}
