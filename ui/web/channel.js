// @ts-check
// Two ways to ask Python for something: the socket, where the server offers one, and Streamlit. One question is open at a time, the
// newest; a way that does not answer is given up.

import { Socket } from "./socket.js";
import { running } from "./streamlit.js";
import { PATIENCE, inTurn } from "./streamlit_queue.js";

/** @typedef {"socket" | "streamlit"} Way */

/** @template Message what is said through Streamlit */
export class Channel {
  /**
   * @param {(bytes: Uint8Array) => void} onAnswer called with each answer that comes on the socket
   * @param {(way: Way) => void} onSilence called when the answer that is awaited will not come on this way
   */
  constructor(onAnswer, onSilence) {
    this.onSilence = onSilence;
    this.socket = new Socket(onAnswer, () => this.fail("socket"));
    /** @type {((message: Message) => void) | null} */
    this.post = null; // sends a message through Streamlit; null while no component that can do so is mounted
    /** @type {Way | null} */
    this.asked = null; // the way of the question that is open
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  // Begins another page: answers for the page before are no longer awaited.
  begin() {
    this.post = null;
    this.answered();
  }

  // Where the socket can ask for pictures of the present scene; null: nowhere.
  /** @param {string | null} address */
  at(address) {
    this.socket.at(address);
  }

  get ready() {
    return this.socket.ready;
  }

  // Whether the socket may be ready in a moment.
  get opening() {
    return this.socket.opening;
  }

  /** @param {GestureMessage} gesture */
  askSocket(gesture) {
    this.asked = "socket";
    this.socket.send(gesture);
  }

  // `compose` is called when Streamlit can take a message, so that it returns the newest; null if there is nothing to send any more.
  /** @param {() => Message | null} compose */
  askStreamlit(compose) {
    this.asked = "streamlit";
    inTurn(() => {
      if (this.asked !== "streamlit") return;
      const message = compose();
      this.socket.rest(); // any answer that it still sends is older
      if (message === null) this.asked = null;
      else {
        this.post?.(message);
        this.wait();
      }
    });
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (running() ? this.wait() : this.fail("streamlit")), PATIENCE);
  }

  // Called when the question has its answer, on either way.
  answered() {
    clearTimeout(this.timer);
    this.socket.rest();
    this.asked = null;
  }

  /** @param {Way} way */
  fail(way) {
    if (this.asked !== way) return; // nothing is awaited there
    clearTimeout(this.timer);
    this.asked = null;
    this.onSilence(way);
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.socket.close();
  }
}
