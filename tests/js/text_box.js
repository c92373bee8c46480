// @ts-check
// A text box, which takes what is typed into it.

export class Box extends EventTarget {
  typed = "";
  focus() {}
  blur() {}
  get value() {
    return this.typed;
  }
  set value(text) {
    this.typed = text;
  }
}
