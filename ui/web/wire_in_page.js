// @ts-check
// What a WebSocket offers, where Python runs in a worker of this page (`ui/channel/in_page.py`). It answers one message at a time, so
// one is under way, and of those that come meanwhile only the newest is sent.

export const BUSY = "busy"; // the message has come, and is worked on
const BEAT = 200; // ms between two `busy`, as on a server

let made = 0;

/** @implements {Wire} */
export class WireInPage {
  /** @type {BinaryType} */
  binaryType = "arraybuffer";
  /** @type {Wire["readyState"]} */
  readyState = WebSocket.CONNECTING;
  /** @type {Wire["onopen"]} */
  onopen = null;
  /** @type {Wire["onmessage"]} */
  onmessage = null;
  /** @type {Wire["onclose"]} */
  onclose = null;

  /** @param {string} name of the channel on which Python listens */
  constructor(name) {
    this.sender = ++made; // all pictures of this page share the channel
    /** @type {string | null} */
    this.next = null;
    /** @type {ReturnType<typeof setInterval> | null} */
    this.beating = null; // while a message is under way
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => this.hear(data);
    queueMicrotask(() => {
      this.readyState = WebSocket.OPEN;
      this.onopen?.(new Event("open"));
    });
  }

  /** @param {string} text */
  send(text) {
    this.next = text;
    this.pump();
  }

  pump() {
    if (this.beating !== null || this.next === null) return;
    this.beating = setInterval(() => this.say(BUSY), BEAT); // Python cannot say so itself while it works
    this.channel.postMessage({ sender: this.sender, text: this.next });
    this.next = null;
  }

  /** @param {{ to?: number, answer?: string | Uint8Array<ArrayBuffer> }} said a message of another picture's wire has neither */
  hear({ to, answer }) {
    if (to !== this.sender || answer === undefined) return;
    this.rest();
    this.say(typeof answer === "string" ? answer : answer.buffer);
    this.pump();
  }

  /** @param {string | ArrayBuffer} data */
  say(data) {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  rest() {
    if (this.beating !== null) clearInterval(this.beating);
    this.beating = null;
  }

  close() {
    this.rest();
    this.channel.close();
    this.readyState = WebSocket.CLOSED;
  }
}
