import { FaultlineError } from '../errors/faultline-error.ts';

/** 128 cells for every doubling: a value and the middle of its cell differ by less than 0.4 %. */
const CELL_BITS = 7;
const HALF = 1 << CELL_BITS;
/** Up to here each value has a cell of its own. */
const EXACT = 2 * HALF;
const WORD_BITS = 32;
const CELLS = (WORD_BITS - CELL_BITS + 1) * HALF;

/** Used by one build at a time, and left empty. */
const scratch = new Uint32Array(CELLS);

/** How often whole numbers of microseconds below 2^32 occurred, in log-linear cells; only cells that are not empty take room. Immutable. */
export class Histogram {
  readonly n: number;
  /** The largest value, exact; 0 when there is none. */
  readonly maxUs: number;
  readonly #cells: Uint16Array;
  readonly #counts: Uint32Array;

  private constructor(cells: Uint16Array, counts: Uint32Array, maxUs: number) {
    this.#cells = cells;
    this.#counts = counts;
    this.maxUs = maxUs;
    this.n = counts.reduce((sum, count) => sum + count, 0);
  }

  /** Returns the histogram of the values. */
  static of(valuesUs: Uint32Array): Histogram {
    let maxUs = 0;
    for (const us of valuesUs) {
      const cell = cellOf(us);
      scratch[cell] = (scratch[cell] ?? 0) + 1;
      if (us > maxUs) maxUs = us;
    }
    return Histogram.#fromScratch(maxUs);
  }

  /** Returns all values of both. The order of merging makes no difference. */
  merge(other: Histogram): Histogram {
    for (const { cell, count } of [...this.#entries(), ...other.#entries()]) scratch[cell] = (scratch[cell] ?? 0) + count;
    return Histogram.#fromScratch(Math.max(this.maxUs, other.maxUs));
  }

  /** Returns the middle of each cell that is not empty and how many values lie in it, in ascending order; no middle lies above the largest value. */
  *values(): Generator<{ readonly us: number; readonly count: number }> {
    for (const { cell, count } of this.#entries()) yield { us: Math.min(middleOf(cell), this.maxUs), count };
  }

  /** Returns the value that a share of all does not exceed (nearest rank, the middle of its cell); 0 when there are none. */
  percentile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.n));
    for (const { us, count } of this.values()) {
      left -= count;
      if (left <= 0) return us;
    }
    return this.maxUs;
  }

  /** Returns the form that stands in a history: base64 of varints, the largest value and then for each cell its distance to the one before and its count. */
  encode(): string {
    const bytes: number[] = [];
    pushVarint(bytes, this.maxUs);
    let before = 0;
    for (const { cell, count } of this.#entries()) {
      pushVarint(bytes, cell - before);
      pushVarint(bytes, count);
      before = cell;
    }
    return Buffer.from(bytes).toString('base64');
  }

  /** @throws ERR_HISTORY_INVALID when the text is not what `encode` returns. */
  static decode(text: string): Histogram {
    const numbers = readVarints(Buffer.from(text, 'base64'));
    const [maxUs, ...pairs] = numbers;
    if (maxUs === undefined || pairs.length % 2 === 1) throw damaged();
    const cells = new Uint16Array(pairs.length / 2);
    const counts = new Uint32Array(pairs.length / 2);
    let cell = 0;
    for (let at = 0; at < cells.length; at += 1) {
      cell += pairs[2 * at] ?? 0;
      if (cell >= CELLS) throw damaged();
      cells[at] = cell;
      counts[at] = pairs[2 * at + 1] ?? 0;
    }
    return new Histogram(cells, counts, maxUs);
  }

  static #fromScratch(maxUs: number): Histogram {
    const filled: number[] = [];
    for (let cell = 0; cell < CELLS; cell += 1) if ((scratch[cell] ?? 0) > 0) filled.push(cell);
    const counts = Uint32Array.from(filled, (cell) => scratch[cell] ?? 0);
    scratch.fill(0);
    return new Histogram(Uint16Array.from(filled), counts, maxUs);
  }

  *#entries(): Generator<{ readonly cell: number; readonly count: number }> {
    for (const [at, cell] of this.#cells.entries()) yield { cell, count: this.#counts[at] ?? 0 };
  }
}

function cellOf(us: number): number {
  if (us < EXACT) return us;
  const shift = WORD_BITS - 1 - Math.clz32(us) - CELL_BITS;
  return shift * HALF + (us >>> shift);
}

function middleOf(cell: number): number {
  if (cell < EXACT) return cell;
  const shift = Math.floor(cell / HALF) - 1;
  const width = 2 ** shift;
  return (cell - shift * HALF) * width + (width - 1) / 2;
}

const MORE = 0x80;

function pushVarint(bytes: number[], value: number): void {
  let left = value;
  for (; left >= MORE; left = Math.floor(left / MORE)) bytes.push((left % MORE) + MORE);
  bytes.push(left);
}

function readVarints(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte % MORE) * scale;
    scale *= MORE;
    if (byte >= MORE) continue;
    if (value > 0xffff_ffff) throw damaged();
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  if (scale !== 1) throw damaged();
  return numbers;
}

function damaged(): FaultlineError {
  return new FaultlineError('ERR_HISTORY_INVALID', 'The latencies of a load bucket are damaged: not a histogram.', {
    hint: 'The file was cut or edited, or is from a newer faultline; use the original history.ndjson with the faultline that wrote it, or newer.',
  });
}
