// @ts-check
// The dialog Share: the link, its QR code, and HTML that shows the page in a frame.

import { copier } from "./copy.js";
import { Dialog } from "./dialog.js";
import { button, element } from "./dom.js";
import { LONGEST_CODE, leadsHome, snippet } from "./link.js";

const TOO_LONG = `This link is too long for a code that can be scanned: over ${LONGEST_CODE} characters. It can be copied.`;
const NO_CODE = "There is no code for this link. It can be copied.";
const HERE = "This link works on this computer only: the README says in “In a classroom” how others can open it.";
const HERE_ON_SITE = "This link works on this computer only. If the folder is on a web space, others can open it.";

export class ShareDialog {
  // `ask(link)` makes Python draw the code of a link; `answer` takes it. `make()` begins a lesson with the page.
  /**
   * @param {(link: string) => void} ask
   * @param {() => void} make
   */
  constructor(ask, make) {
    this.ask = ask;
    this.link = "";
    /** @type {Code | null} */
    this.code = null; // the one that Python has drawn last
    this.field = element("input", { type: "text", readOnly: true }, [], { "aria-label": "Link" });
    this.frame = element("textarea", { readOnly: true, rows: 3 }, [], { "aria-label": "HTML of a frame" });
    this.here = element("p", { className: "lab-share-here", textContent: window.optimizerLabChannel ? HERE_ON_SITE : HERE, hidden: true });
    this.image = element("img", { className: "lab-share-code", alt: "QR code of the link", hidden: true });
    this.said = element("p", { className: "lab-share-said" }, [], { role: "status" });
    this.dialog = new Dialog("Share", [
      element("div", { className: "lab-row" }, [this.field, copier("Copy link", this.field)]),
      this.here,
      this.image,
      this.said,
      element("h3", { textContent: "In a page of your own" }),
      element("div", { className: "lab-row" }, [this.frame, copier("Copy HTML", this.frame)]),
      element("h3", { textContent: "For a class" }),
      element("div", { className: "lab-row" }, [button("Make a lesson", () => this.leave(make))]),
    ]);
  }

  /** @param {string} link */
  open(link) {
    this.link = link;
    this.field.value = link;
    this.frame.value = snippet(link);
    this.here.hidden = !leadsHome(link);
    this.image.hidden = true;
    this.dialog.open();
    this.field.focus();
    this.field.select();
    if (link.length > LONGEST_CODE) this.said.textContent = TOO_LONG;
    else if (this.code?.link === link) this.show(this.code);
    else {
      this.said.textContent = "Drawing the code …";
      this.ask(link);
    }
  }

  /** @param {() => void} go on to what comes instead */
  leave(go) {
    this.dialog.close();
    go();
  }

  // Takes the code that Python has drawn. It may be of a link that was shown before.
  /** @param {Code | null} code */
  answer(code) {
    this.code = code;
    if (code && code.link === this.link && this.dialog.node.open && code.link.length <= LONGEST_CODE) this.show(code);
  }

  /** @param {Code} code */
  show({ picture }) {
    this.image.hidden = picture === null;
    this.image.src = picture ?? "";
    this.said.textContent = picture === null ? NO_CODE : "";
  }
}
