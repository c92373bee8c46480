// @ts-check
// Words beside the pointer.

const ROOM = 260; // px: as wide as it gets, with its distance from the pointer

export class Tip {
  // `onHide()` is called when it is hidden for any reason.
  constructor(onHide = () => {}) {
    this.onHide = onHide;
    this.watching = 0;
    this.node = Object.assign(document.createElement("div"), { className: "lab-tip", hidden: true });
    document.body.appendChild(this.node);
    this.gone = new AbortController();
    const { signal } = this.gone;
    const hide = () => this.hide();
    // Whatever is scrolled and wherever a drag begins: on the way down, because not all of these events come up to the window.
    for (const name of ["scroll", "pointerdown"]) window.addEventListener(name, hide, { capture: true, passive: true, signal });
    window.addEventListener("blur", hide, { signal });
  }

  // Shows words beside the pointer, as long as what they are about is there; null hides them.
  /**
   * @param {string | Node[] | null} words
   * @param {{ clientX: number, clientY: number }} at
   * @param {() => boolean} there
   */
  show(words, { clientX, clientY }, there) {
    if (words === null) return this.hide();
    if (typeof words === "string") this.node.textContent = words;
    else this.node.replaceChildren(...words);
    const low = clientY > innerHeight / 2; // there it stands above the pointer, so that all of it can be seen
    Object.assign(this.node.style, {
      left: `${Math.max(4, Math.min(clientX + 14, innerWidth - ROOM))}px`,
      top: low ? "auto" : `${clientY + 16}px`,
      bottom: low ? `${innerHeight - clientY + 12}px` : "auto",
    });
    this.node.hidden = false;
    this.watch(there);
  }

  // Nothing says that a chart is taken from the page, so each frame looks.
  /** @param {() => boolean} there */
  watch(there) {
    cancelAnimationFrame(this.watching);
    this.watching = requestAnimationFrame(() => (there() ? this.watch(there) : this.hide()));
  }

  hide() {
    cancelAnimationFrame(this.watching);
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.onHide();
  }

  remove() {
    cancelAnimationFrame(this.watching);
    this.gone.abort();
    this.node.remove();
  }
}
