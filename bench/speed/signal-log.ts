import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Engine } from '../../src/engine/engine.ts';
import { say } from './say.ts';
import type { WallClock } from './wall-clock.ts';

/** Node.js tells of every request when it is written out. */
const REQUESTS = 'http.client.request.start';
const SIGNAL = /\/kill\?(?:.*&)?signal=(?:SIG)?([A-Z]+)/;

/** When signals were sent to containers: this process's calls of the engine's API, and the events by which the engine told of any. */
export class SignalLog {
  readonly #clock: WallClock;
  readonly #end = new AbortController();
  readonly #calls = new Map<string, number[]>();
  readonly #events = new Map<string, number[]>();
  readonly #reading: Promise<void>;
  #wake: (() => void) | undefined;

  constructor(engine: Engine, clock: WallClock) {
    this.#clock = clock;
    subscribe(REQUESTS, this.#note);
    this.#reading = this.#read(engine).catch((error: unknown) => say(`  the events cannot be read: ${String(error)}`));
  }

  /** Unix epoch, when each call that sends the signal left this process. */
  calls(signal: string): readonly number[] {
    return this.#calls.get(signal) ?? [];
  }

  /** Unix epoch, by the engine, when it had sent the signal; resolves once it has told so many. `number`: as `kill -l` counts. */
  async events(number: number, count: number): Promise<readonly number[]> {
    const key = String(number);
    while ((this.#events.get(key)?.length ?? 0) < count && !this.#end.signal.aborted)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#events.get(key) ?? [];
  }

  async close(): Promise<void> {
    unsubscribe(REQUESTS, this.#note);
    this.#end.abort();
    this.#wake?.();
    await this.#reading;
  }

  readonly #note = (message: unknown): void => {
    const atMs = this.#clock.nowMs();
    const signal = SIGNAL.exec((message as { readonly request: ClientRequest }).request.path)?.[1];
    if (signal !== undefined) append(this.#calls, signal, atMs);
  };

  async #read(engine: Engine): Promise<void> {
    const { signal } = this.#end;
    for await (const item of engine.events({ sinceMs: Date.now(), signal })) {
      if (item.kind !== 'event' || item.event.action !== 'kill') continue;
      append(this.#events, item.event.attributes['signal'] ?? '', item.event.epochMs);
      this.#wake?.();
    }
  }
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
