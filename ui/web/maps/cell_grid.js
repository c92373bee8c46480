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

  // Fills in the run of each place, and also the cells around it, `stride` a side, that have no run of their own yet.
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

  // The share of all runs whose kind satisfies `became`.
  /** @param {(kind: number) => boolean} became */
  share(became) {
    return this.kind.reduce((sum, kind) => sum + Number(became(kind)), 0) / this.kind.length;
  }
}

// Puts the arrays of a pass (`ui.maps.atlas` packs them) into the cells of its maps: places, and for each map losses, steps and kinds.
/**
 * @param {NumberArray[]} arrays
 * @param {number} stride
 * @param {Cells[]} every
 */
export function put([places, ...rest], stride, every) {
  every.forEach((cells, i) => {
    const [loss, t, kind] = rest.slice(3 * i, 3 * i + 3);
    cells.put(
      /** @type {Uint32Array} */ (places),
      stride,
      /** @type {Float32Array} */ (loss),
      /** @type {Uint16Array} */ (t),
      /** @type {Int8Array} */ (kind),
    );
  });
}
