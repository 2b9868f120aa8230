import type { WriteStream } from 'node:tty';

const REDRAW_MS = 200;
const ERASE_LINE = '\r\u001b[2K';

/** The last line of a terminal, drawn again and again under lines that stay. Without a terminal only the lines that stay are written. */
export class StatusLine {
  readonly #stream: WriteStream;
  readonly #live: boolean;
  #text: ((columns: number) => string) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: WriteStream, options: { readonly live: boolean }) {
    this.#stream = stream;
    this.#live = options.live && stream.isTTY;
  }

  /** Writes a line that stays. */
  print(line: string): void {
    this.#stream.write(`${this.#timer === undefined ? '' : ERASE_LINE}${line}\n`);
    this.#draw();
  }

  /** Shows a text, asked for again at every redraw, until clear(). */
  show(text: (columns: number) => string): void {
    if (!this.#live) return;
    this.#text = text;
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_MS).unref();
  }

  clear(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#text = undefined;
    this.#stream.write(ERASE_LINE);
  }

  #draw(): void {
    if (this.#timer === undefined || this.#text === undefined) return;
    this.#stream.write(`${ERASE_LINE}${this.#text(this.#stream.columns - 1)}`);
  }
}
