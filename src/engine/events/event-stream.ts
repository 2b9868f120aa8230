import { setTimeout as delay } from 'node:timers/promises';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { toQueryTime } from '../containers/engine-time.ts';
import type { EngineStreamItem } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { unreachable } from '../transport/engine-error.ts';
import { jsonLines } from '../transport/json-lines.ts';
import { EventMemory } from './event-memory.ts';
import { ItemQueue } from './item-queue.ts';
import { parseEvent } from './parse-event.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** Events can reach the engine's buffer slightly out of the order of their times. */
const OVERLAP_NS = 1_000_000_000n;
const WHAT = 'Reading events';

export interface EventsRequest {
  readonly sinceMs: number;
  readonly signal: AbortSignal;
  /** How long to try again after a connection was lost. */
  readonly giveUpMs: number;
}

/**
 * The engine's events, resumed after a dropped connection. The engine keeps its last 256 events and replays those from
 * a given time on, so nothing is lost as long as the last event seen is still among them. That is asked for at each
 * resumption: when it is not there any more, more than 256 events passed, or the engine was restarted and forgot.
 * @see https://github.com/moby/moby/blob/master/daemon/events/events.go
 */
export class EventStream {
  readonly #connection: EngineConnection;
  readonly #request: EventsRequest;
  readonly #queue = new ItemQueue<EngineStreamItem>();
  readonly #memory = new EventMemory();
  #lostAtMs: number | undefined;

  constructor(connection: EngineConnection, request: EventsRequest) {
    this.#connection = connection;
    this.#request = request;
  }

  async *items(): AsyncGenerator<EngineStreamItem> {
    const consumer = new AbortController();
    const signal = AbortSignal.any([this.#request.signal, consumer.signal]);
    // Read eagerly: the engine drops events of a reader that does not keep up.
    const reading = this.#readOn(signal).then(
      () => this.#queue.end(),
      (error: unknown) => this.#queue.end(signal.aborted ? undefined : { error }),
    );
    try {
      yield* this.#queue.items();
    } finally {
      consumer.abort();
      await reading;
    }
  }

  async #readOn(signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let triedSinceMs = performance.now();
    while (!signal.aborted) {
      try {
        const stream = await this.#open(signal);
        pauseMs = FIRST_PAUSE_MS;
        await this.#read(stream);
        this.#lostAtMs ??= performance.now();
        triedSinceMs = this.#lostAtMs;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof FaultlineError && error.code !== 'ERR_ENGINE_UNREACHABLE') throw error;
        const triedMs = performance.now() - triedSinceMs;
        if (triedMs + pauseMs > this.#request.giveUpMs) throw this.#gaveUp(error, triedMs);
      }
      await delay(pauseMs, undefined, { signal });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** The whole buffer is asked for at first: an event from before gives a mark to resume by when none comes until then. */
  async #open(signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const last = this.#memory.last;
    const since = last === undefined ? '0' : toQueryTime(last.epochNs - OVERLAP_NS);
    const stream = await this.#connection.stream(WHAT, { path: '/events', query: { since }, signal });
    if (this.#lostAtMs === undefined) return stream;
    try {
      const gap = !(await this.#isStillThere(last, signal));
      this.#queue.push({ kind: 'resumed', lostMs: performance.now() - this.#lostAtMs, gap });
      this.#lostAtMs = undefined;
      return stream;
    } catch (error) {
      stream.destroy();
      throw error;
    }
  }

  /** Asked after the stream was opened: what is there now was there then. */
  async #isStillThere(last: EventMemory['last'], signal: AbortSignal): Promise<boolean> {
    if (last === undefined) return false;
    const query = { since: toQueryTime(last.epochNs), until: toQueryTime(last.epochNs + 1n) };
    for await (const line of jsonLines(await this.#connection.stream(WHAT, { path: '/events', query, signal }))) {
      if (line === last.line) return true;
    }
    return false;
  }

  async #read(stream: AsyncIterable<unknown>): Promise<void> {
    try {
      for await (const line of jsonLines(stream)) {
        const parsed = parseEvent(line);
        if (parsed === undefined || !this.#memory.add(line, parsed)) continue;
        if (parsed.event.epochMs >= this.#request.sinceMs) this.#queue.push({ kind: 'event', event: parsed.event });
      }
    } catch {
      // A connection that was cut reads like one that ended: in both cases the stream is resumed.
    }
  }

  #gaveUp(error: unknown, triedMs: number): FaultlineError {
    if (this.#lostAtMs === undefined && error instanceof FaultlineError) return error;
    const seconds = (triedMs / 1000).toFixed(1);
    return unreachable(`The event stream was lost and could not be resumed for ${seconds} s`, error, this.#connection.endpoint);
  }
}
