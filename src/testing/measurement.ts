import type { FiguresResult } from '../report/run-result.ts';
import type { Session } from './session.ts';

const MEASUREMENT = Symbol.for('faultline.measurement');

/** A load that a session measures: from now on until it is stopped, around whatever happens meanwhile. */
export class Measurement implements AsyncDisposable {
  readonly name: string;
  readonly session: Session;
  /** @internal */
  readonly [MEASUREMENT] = true;
  readonly #stop: () => Promise<void>;

  constructor(session: Session, name: string, stop: () => Promise<void>) {
    this.session = session;
    this.name = name;
    this.#stop = stop;
  }

  /** Sends no more requests and returns the figures, once the last one has been answered or its deadline is over. */
  async stop(): Promise<FiguresResult> {
    await this.#stop();
    return this.figures();
  }

  /** Returns what has been measured so far: how many requests were due and how they went. */
  async figures(): Promise<FiguresResult> {
    return this.session.figuresOf(this.name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  toString(): string {
    return this.name;
  }

  /** As with a subject: one of another copy of this module is one as well. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MEASUREMENT in value;
  }
}
