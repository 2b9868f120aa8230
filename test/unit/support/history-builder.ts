import { analyse } from '../../../src/analysis/analyse.ts';
import type { Analysis } from '../../../src/analysis/analysis.ts';
import type {
  ContainerState,
  EngineEventRecord,
  HistoryEntry,
  HistoryEvent,
  PhaseName,
  RunEnded,
  StepEvent,
  SubjectCreated,
  UndoEvent,
} from '../../../src/history/history-event.ts';
import { Schedule } from '../../../src/load/schedule.ts';
import type { RateStage } from '../../../src/scenario/scenario.ts';
import { loadBucket, type TestRequest } from './load-rows-of.ts';
import { runStarted } from './run-started.ts';

/** One request, by its position and due time; undefined leaves it good. */
type Fate = (dueMs: number, row: number) => Omit<TestRequest, 'dueMs'> | undefined;

export interface TestLoad {
  readonly name?: string;
  readonly ratePerSecond?: number;
  readonly stages?: readonly RateStage[];
  readonly timeoutMs?: number;
  readonly stream?: 'new' | 'keep-alive';
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** Why each bucket is spoiled, by its position. */
  readonly spoiled?: Readonly<Record<number, string>>;
}

const BUCKET_MS = 1000;

/**
 * Builds a history the way a test tells a story: steady from 0 to 1 s, chaos to 5 s, recovery to 6 s, unless `phases` says otherwise.
 * The subject is `web` with the container `web.1`, the load is `users`.
 */
export class HistoryBuilder {
  readonly #events: HistoryEvent[] = [];

  constructor() {
    this.add(0, runStarted());
  }

  add(t: number, entry: HistoryEntry): this {
    this.#events.push(Object.assign({ seq: 0, t, wall: '2026-01-02T03:04:05.678Z', type: entry.type }, entry));
    return this;
  }

  phase(phase: PhaseName, fromMs: number, untilMs: number): this {
    return this.add(fromMs, { type: 'phase', phase, state: 'started' }).add(untilMs, { type: 'phase', phase, state: 'ended' });
  }

  subject(container = 'web.1', kind: 'container' | 'attached' = 'container', more: Partial<SubjectCreated> = {}): this {
    const subject = container.split('.')[0] ?? container;
    return this.add(0, {
      type: 'subject',
      subject,
      kind,
      container,
      id: `id-of-${container}`,
      image: 'i:1',
      imageId: 'sha256:1',
      restart: 'no',
      ...more,
    });
  }

  /** An event of the engine about web.1, in its first life unless told. */
  engine(atMs: number, action: string, more: Partial<EngineEventRecord> = {}): this {
    return this.add(atMs, { type: 'engine-event', subject: 'web', container: 'web.1', incarnation: 1, action, atMs, ...more });
  }

  state(atMs: number, status: ContainerState['status'], more: Partial<ContainerState> = {}): this {
    return this.add(atMs, { type: 'container-state', subject: 'web', container: 'web.1', reason: 'end', status, ...more });
  }

  step(atMs: number, more: Partial<StepEvent> = {}): this {
    return this.add(atMs, {
      type: 'step',
      step: 0,
      occurrence: 0,
      label: 'kill web',
      fault: 'kill',
      outcome: 'injected',
      dueMs: atMs,
      atMs,
      doneMs: atMs + 10,
      targets: ['web.1'],
      ...more,
    });
  }

  undo(atMs: number, more: Partial<UndoEvent> = {}): this {
    return this.add(atMs, {
      type: 'undo',
      step: 0,
      occurrence: 0,
      action: 'start',
      target: 'web.1',
      outcome: 'undone',
      atMs,
      doneMs: atMs + 10,
      ...more,
    });
  }

  log(atMs: number, text: string): this {
    return this.add(atMs, { type: 'log', subject: 'web', container: 'web.1', incarnation: 1, stream: 'stdout', text, atMs });
  }

  /** Measured traffic: 100 requests a second with a deadline of 500 ms from 0 to 6 s, all good unless `fate` says otherwise. */
  load(fate: Fate = () => undefined, options: TestLoad = {}): this {
    const {
      name = 'users',
      ratePerSecond = 100,
      stages,
      timeoutMs = 500,
      stream = 'new',
      fromMs = 0,
      untilMs = 6000,
      spoiled = {},
    } = options;
    const rate = { ratePerSecond, ...(stages && { stages }) };
    const schedule = new Schedule(rate, 0);
    const url = 'http://web:8000/';
    this.add(0, { type: 'load-started', load: name, url, ...rate, timeoutMs, streams: [stream] });
    let row = 0;
    for (let bucket = 0; fromMs + bucket * BUCKET_MS < untilMs; bucket += 1) {
      const from = fromMs + bucket * BUCKET_MS;
      const until = Math.min(untilMs, from + BUCKET_MS);
      const requests: TestRequest[] = [];
      for (; fromMs + schedule.nextMs < until; row += 1) {
        const dueMs = fromMs + schedule.nextMs;
        schedule.advance();
        requests.push({ dueMs, ...fate(dueMs, row) });
      }
      const reason = spoiled[bucket];
      const more = reason === undefined ? {} : { spoiled: reason };
      this.add(until, loadBucket({ load: name, stream, fromMs: from, untilMs: until, requests, ...more }));
    }
    return this;
  }

  /** Adds the usual phases and the end of the run. */
  ended(reason: RunEnded['reason'] = 'completed'): this {
    return this.phase('steady', 0, 1000)
      .phase('chaos', 1000, 5000)
      .phase('recovery', 5000, 6000)
      .add(6000, { type: 'run-ended', reason, durationMs: 6000 });
  }

  /** The events in order of time, numbered: a story may be told in any order. */
  get events(): readonly HistoryEvent[] {
    return this.#events.toSorted((left, right) => left.t - right.t).map((event, index) => ({ ...event, seq: index + 1 }));
  }

  analyse(): Analysis {
    return analyse(this.events);
  }
}
