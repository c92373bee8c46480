// @ts-check
// The cells of one map: what is known of each, and whether it is its own or that of the coarse cell around it.

// What becomes of a run, by its number: `optim_core.judgement.KINDS`.
export const KINDS = [
  "diverged", "undefined", "no slope", "left the view", "at a minimum", "at a local minimum", "at a saddle", "nearly still", "hovering",
  "cycling", "still moving",
]; // prettier-ignore
export const [DIVERGED, UNDEFINED, SLOPELESS, LEFT, AT_MINIMUM, AT_LOCAL_MINIMUM, AT_SADDLE, NEARLY_STILL, HOVERING, CYCLING] =
  KINDS.keys();
export const NOT_FOLLOWED = -1; // the run has passed its goal, and was not followed further
export const NOWHERE = -128; // not computed yet
export const NEVER = 65535; // the step of passing of a run that never passes its goal

export class Cells {
  /** @param {number} size how many cells a side has */
  constructor(size) {
    this.size = size;
    this.loss = new Float32Array(size * size);
    this.t = new Uint16Array(size * size);
    this.passed = new Uint16Array(size * size).fill(NEVER);
    this.minimum = new Int8Array(size * size);
    this.kind = new Int8Array(size * size).fill(NOWHERE);
    this.own = new Uint8Array(size * size);
  }

  // Fills in the run of each place, and also the cells around it, `stride` a side, that have no run of their own yet.
  /**
   * @param {Uint32Array} places
   * @param {number} stride
   * @param {NumberArray[]} values loss, step, step of passing, kind and minimum of each
   */
  put(places, stride, [loss, t, passed, kind, minimum]) {
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
          this.passed[cell] = passed[k];
          this.kind[cell] = kind[k];
          this.minimum[cell] = minimum[k];
        }
    });
  }

  get known() {
    return this.own.reduce((sum, own) => sum + own, 0);
  }

  // The share of all cells that satisfy `which`.
  /** @param {(cell: number) => boolean} which */
  share(which) {
    let count = 0;
    for (let cell = 0; cell < this.kind.length; cell++) count += Number(which(cell));
    return count / this.kind.length;
  }
}

const ARRAYS = 5; // of each map

// Puts the arrays of a pass (`ui.maps.atlas` packs them) into the cells of its maps: the places, and five arrays of each map.
/**
 * @param {NumberArray[]} arrays
 * @param {number} stride
 * @param {Cells[]} every
 */
export function put([places, ...rest], stride, every) {
  every.forEach((cells, i) => cells.put(/** @type {Uint32Array} */ (places), stride, rest.slice(ARRAYS * i, ARRAYS * (i + 1))));
}
