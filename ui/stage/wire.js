// The short way to Python, where the server offers one: a WebSocket on which a moving hand is answered with nothing but the picture.
// It is never needed: whatever fails here goes the long way, through Streamlit.

const STREAMLIT = "static/js/"; // the folder of Streamlit's own scripts tells where the lab is rooted

const TRIES = 3; // in vain, after which this page goes without: something on the way does not let it through

export class Wire {
  // `onPicture(bytes)` is called with each answer, `onFail()` when the one that is awaited will not come.
  constructor(onPicture, onFail) {
    this.onPicture = onPicture;
    this.onFail = onFail;
    this.socket = null;
    this.address = null;
    this.tries = 0;
  }

  // Where pictures of the present scene can be had; null: not here.
  at(address) {
    this.address = address;
    if (address && !this.socket && this.tries < TRIES) this.connect();
  }

  connect() {
    const script = [...document.scripts].map((each) => each.src).find((src) => src.includes(STREAMLIT));
    if (!script) return;
    this.tries += 1;
    const url = new URL("_wire", script.slice(0, script.indexOf(STREAMLIT)));
    url.protocol = url.protocol.replace("http", "ws");
    this.socket = new WebSocket(url);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = ({ data }) => {
      if (data === "busy") return; // the server is at it
      if (typeof data === "string") this.onFail();
      else this.onPicture(new Uint8Array(data));
    };
    this.socket.onopen = () => (this.tries = 0);
    this.socket.onclose = () => {
      this.socket = null; // laid again with the next picture that comes the long way
      this.onFail();
    };
  }

  close() {
    this.address = null;
    if (this.socket) this.socket.onclose = null;
    this.socket?.close();
    this.socket = null;
  }

  get ready() {
    return Boolean(this.address) && this.socket?.readyState === WebSocket.OPEN;
  }

  send(hand) {
    this.socket.send(JSON.stringify({ scene: this.address, hand }));
  }
}
