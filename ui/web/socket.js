// @ts-check
// A WebSocket beside Streamlit's, where the server offers one: a gesture is answered with nothing but the picture. It is never needed:
// whatever fails here goes through Streamlit.
//
// A socket that sends nothing for half a second while an answer is awaited is broken, and is closed. Long work is not silence: the
// server sends `busy` as soon as it has a message, and again while it computes. After a failure the next socket is opened for the next
// scene, and it carries a gesture only when it has answered a first question. After TRIES failures in a row, with no picture between them,
// this page uses no socket: something on the way does not let the messages through.

import { root } from "./streamlit.js";
import { BUSY, WireInPage } from "./wire_in_page.js";

export const GONE = "gone"; // the server has no picture for this message: ask Streamlit
const QUESTION = "{}"; // every server answers it, with `gone`

const TRIES = 3;
const TICK = 100; // ms
// Silence is counted in ticks of this page and not read from a clock: while the page is busy itself, it cannot hear an answer.
const SILENCE = 5; // ticks
const OPENING = 30; // ticks in which a socket has to open: a handshake takes several round trips, and nobody waits for it

export class Socket {
  // `onPicture(bytes)` is called with each answer, `onFail()` when the one that is awaited will not come.
  /**
   * @param {(bytes: Uint8Array) => void} onPicture
   * @param {() => void} onFail
   */
  constructor(onPicture, onFail) {
    this.onPicture = onPicture;
    this.onFail = onFail;
    /** @type {Wire | null} */
    this.socket = null;
    /** @type {string | null} */
    this.address = null;
    this.proven = false; // whether this socket has answered anything
    this.failures = 0; // in a row
    /** @type {string | null} */
    this.failedAt = null; // the scene for which the last socket failed
    /** @type {ReturnType<typeof setInterval> | null} */
    this.watching = null;
    this.silent = 0; // ticks
  }

  // Sets the address of the present scene; null if the socket has no pictures of it.
  /** @param {string | null} address */
  at(address) {
    this.address = address;
    if (address && !this.socket && this.failures < TRIES && address !== this.failedAt) this.connect();
  }

  connect() {
    const socket = this.wire();
    if (!socket) return;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.rest();
      this.say(QUESTION);
    };
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = () => this.lose();
    this.socket = socket;
    this.proven = false;
    this.watch(OPENING);
  }

  // A new socket; where Python runs in this page, what stands for one. Null where there is neither.
  /** @returns {Wire | null} */
  wire() {
    if (window.optimizerLabChannel) return new WireInPage(window.optimizerLabChannel);
    const base = root();
    if (!base) return null;
    const url = new URL("_wire", base);
    url.protocol = url.protocol.replace("http", "ws");
    return new WebSocket(url);
  }

  /** @param {string | ArrayBuffer} data */
  hear(data) {
    this.silent = 0;
    if (data === BUSY) return;
    if (!this.proven) {
      this.proven = true;
      this.rest();
    } else if (data === GONE) {
      this.rest();
      this.onFail();
    } else if (typeof data !== "string") {
      this.failures = 0;
      this.onPicture(new Uint8Array(data));
    }
  }

  // From now on an answer is awaited, until `rest` is called. Further messages do not restart the count of silence.
  /** @param {number} patience in ticks */
  watch(patience) {
    if (this.watching !== null) return;
    this.silent = 0;
    this.watching = setInterval(() => {
      this.silent += 1;
      if (this.silent >= patience) this.lose();
    }, TICK);
  }

  // From now on nothing is awaited.
  rest() {
    if (this.watching !== null) clearInterval(this.watching);
    this.watching = null;
  }

  // Gives the socket up. If it was closed while nothing was awaited, that is no failure: servers do so.
  lose() {
    const awaited = this.watching !== null;
    this.hangUp();
    if (!awaited) return;
    this.failures += 1;
    this.failedAt = this.address;
    this.onFail();
  }

  hangUp() {
    this.rest();
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = null;
  }

  close() {
    this.address = null;
    this.hangUp();
  }

  get ready() {
    return Boolean(this.address) && this.proven && this.socket?.readyState === WebSocket.OPEN;
  }

  // Whether a socket may be ready in a moment.
  get opening() {
    return Boolean(this.socket) && !this.proven;
  }

  /** @param {GestureMessage} gesture */
  send(gesture) {
    this.say(JSON.stringify({ scene: this.address, gesture }));
  }

  /** @param {string} text */
  say(text) {
    this.socket?.send(text);
    this.watch(SILENCE);
  }
}
