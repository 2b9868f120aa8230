import type { WriteStream } from 'node:tty';
import { textWidth } from '../report/text-width.ts';

const REDRAW_MS = 200;
const ERASE_BELOW = '\u001b[J';
/** Where a terminal does not tell its size. */
const USUAL = { columns: 80, rows: 24 };

/** How much room there is; a line that took the last column could wrap. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The last lines of a terminal, drawn again and again in place, under lines that stay. Never more than fit, so that nothing scrolls away.
 * Without a terminal only the lines that stay are written.
 */
export class LiveBlock {
  readonly #stream: WriteStream;
  readonly #live: boolean;
  readonly #redraw = () => this.#draw();
  #lines: ((room: Room) => readonly string[]) | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** How wide each line was that is on the screen now. */
  #drawn: readonly number[] = [];

  constructor(stream: WriteStream, options: { readonly live: boolean }) {
    this.#stream = stream;
    this.#live = options.live && stream.isTTY;
  }

  /** Writes a line that stays. */
  print(line: string): void {
    this.#stream.write(`${this.#erase()}${line}\n`);
    this.#draw();
  }

  /** Shows lines, asked for again at every redraw, until clear(). */
  show(lines: (room: Room) => readonly string[]): void {
    if (!this.#live) return;
    this.#lines = lines;
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(this.#redraw, REDRAW_MS).unref();
    this.#stream.on('resize', this.#redraw);
  }

  clear(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#stream.off('resize', this.#redraw);
    this.#timer = undefined;
    this.#lines = undefined;
    this.#stream.write(this.#erase());
  }

  #draw(): void {
    if (this.#lines === undefined) return;
    const rows = this.#stream.rows || USUAL.rows;
    const room = { columns: this.#columns - 1, rows: rows - 1 };
    const lines = this.#lines(room).slice(0, Math.max(1, room.rows));
    const erase = this.#erase();
    this.#drawn = lines.map(textWidth);
    this.#stream.write(`${erase}${lines.map((line) => `${line}\r\n`).join('')}`);
  }

  /** Terminals that became narrower have wrapped what was too wide for them; not so the line of the cursor, which is therefore an empty one. */
  #erase(): string {
    if (this.#drawn.length === 0) return '';
    const rows = this.#drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / this.#columns)), 0);
    this.#drawn = [];
    return `\r\u001b[${rows}A${ERASE_BELOW}`;
  }

  get #columns(): number {
    return this.#stream.columns || USUAL.columns;
  }
}
