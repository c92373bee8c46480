// @ts-check
// The cells of one map: what is known of each, and whether it is its own or that of the coarse cell around it.

// What became of a run that is not at a minimum: 0 for one that is still in view. Minima count from 1.
export const LEFT = -1;
export const DIVERGED = -2;
export const UNDEFINED = -3;
export const SLOPELESS = -4;
export const NOWHERE = -128; // not computed yet

export class Cells {
  /** @param {number} size how many cells a side has */
  constructor(size) {
    this.size = size;
    this.loss = new Float32Array(size * size);
    this.t = new Uint16Array(size * size);
    this.kind = new Int8Array(size * size).fill(NOWHERE);
    this.own = new Uint8Array(size * size);
  }

  // Of each place the run, and until their own have come also of the cells around it, `stride` a side.
  /**
   * @param {Uint32Array} places
   * @param {number} stride
   * @param {Float32Array} loss
   * @param {Uint16Array} t
   * @param {Int8Array} kind
   */
  put(places, stride, loss, t, kind) {
    const { size } = this;
    places.forEach((place, k) => {
      this.own[place] = 1;
      const [x0, y0] = [(place % size) - (stride >> 1), Math.floor(place / size) - (stride >> 1)];
      for (let y = y0; y < y0 + stride; y++)
        for (let x = x0; x < x0 + stride; x++) {
          const cell = y * size + x;
          if (this.own[cell] && cell !== place) continue;
          this.loss[cell] = loss[k];
          this.t[cell] = t[k];
          this.kind[cell] = kind[k];
        }
    });
  }

  get known() {
    return this.own.reduce((sum, own) => sum + own, 0);
  }

  // The share of all runs of which this became.
  /** @param {(kind: number) => boolean} became */
  share(became) {
    return this.kind.reduce((sum, kind) => sum + Number(became(kind)), 0) / this.kind.length;
  }
}

// The passes of several maps, as `ui.maps.atlas` packs them, into their cells.
/**
 * @param {Uint8Array} bytes
 * @param {number} begin where the header ends
 * @param {Pick<AtlasHeader, "count" | "stride">} header
 * @param {Cells[]} every
 */
export function unpack(bytes, begin, { count, stride }, every) {
  let at = begin;
  /**
   * @template T
   * @param {{ new (buffer: ArrayBufferLike): T; BYTES_PER_ELEMENT: number }} Kind
   */
  const take = (Kind) => {
    const part = new Kind(bytes.buffer.slice(at, at + count * Kind.BYTES_PER_ELEMENT));
    at += count * Kind.BYTES_PER_ELEMENT;
    return part;
  };
  const places = take(Uint32Array);
  for (const cells of every) {
    cells.put(places, stride, take(Float32Array), take(Uint16Array), take(Int8Array));
    at = Math.ceil(at / 4) * 4;
  }
}
