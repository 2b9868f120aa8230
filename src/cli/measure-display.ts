import { performance } from 'node:perf_hooks';
import type { HistoryEvent } from '../history/history-event.ts';
import { MeasureStatus } from '../report/measure-status.ts';
import { LiveBlock } from './live-block.ts';

/** Often enough to see that it lives, and seldom enough for a CI log. */
const PLAIN_LINE_MS = 10_000;

/** What `faultline measure` shows on stderr while it measures: a last line on a terminal, else a line now and then. */
export class MeasureDisplay {
  readonly #quiet: boolean;
  readonly #line: LiveBlock;
  readonly #status: MeasureStatus;
  readonly #timer: NodeJS.Timeout | undefined;
  /** Of the run's clock, by performance.now(). */
  #originMs: number | undefined;

  constructor(forMs: number, { quiet }: { readonly quiet: boolean }) {
    this.#quiet = quiet;
    this.#status = new MeasureStatus(forMs);
    this.#line = new LiveBlock(process.stderr, { live: !quiet });
    if (!quiet && !process.stderr.isTTY) this.#timer = setInterval(() => this.say(this.#status.text(this.#nowMs())), PLAIN_LINE_MS).unref();
  }

  /** A line that stays. */
  say(line: string): void {
    if (!this.#quiet) this.#line.print(line);
  }

  onEvent(event: HistoryEvent): void {
    this.#originMs ??= performance.now() - event.t;
    this.#status.onEvent(event);
    this.#line.show(({ columns }) => [this.#status.text(this.#nowMs(), columns)]);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#line.clear();
  }

  #nowMs(): number {
    return performance.now() - (this.#originMs ?? performance.now());
  }
}
