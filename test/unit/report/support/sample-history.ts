import type { HistoryEntry, HistoryEvent, PhaseName } from '../../../../src/history/history-event.ts';
import { requestClasses, type LoadBucketEvent, type RequestClass } from '../../../../src/history/load-bucket.ts';
import { encodeLoadRows } from '../../../../src/history/load-rows.ts';
import { runStarted } from '../../support/run-started.ts';

/** Makes histories to report on: events are numbered and dated as they are added. */
export class SampleHistory {
  readonly events: HistoryEvent[] = [];

  add(t: number, entry: HistoryEntry): this {
    this.events.push({ ...entry, seq: this.events.length + 1, t, wall: new Date(Date.UTC(2026, 0, 1) + t).toISOString() });
    return this;
  }

  start(names: { readonly name?: string; readonly file?: string; readonly seed?: string } = {}): this {
    const started = runStarted();
    return this.add(0, {
      ...started,
      run: { ...started.run, seed: names.seed ?? '42' },
      scenario: { ...started.scenario, name: names.name ?? 'Web survives a kill', file: names.file ?? 'scenarios/web.yaml' },
    });
  }

  phase(t: number, phase: PhaseName, state: 'started' | 'ended'): this {
    return this.add(t, { type: 'phase', phase, state });
  }

  container(t: number, container: string, subject = 'web'): this {
    this.add(t, {
      type: 'subject',
      subject,
      kind: 'container',
      container,
      id: `id-${container}`,
      image: 'app:v1',
      imageId: 'sha256:1',
      restart: 'always',
    });
    return this.engine(t + 50, container, 'start', 1, {}, subject);
  }

  engine(
    t: number,
    container: string,
    action: string,
    incarnation: number,
    details: { exitCode?: number; signal?: number; health?: 'starting' | 'healthy' | 'unhealthy'; oomKilled?: boolean } = {},
    subject = 'web',
  ): this {
    return this.add(t, { type: 'engine-event', subject, container, incarnation, action, atMs: t, ...details });
  }

  fault(t: number, label: string, fault: string, targets: readonly string[], step = 0, occurrence = 0): this {
    const times = { dueMs: t, atMs: t, doneMs: t + 5 };
    return this.add(t + 5, { type: 'step', step, occurrence, label, fault, outcome: 'injected', ...times, targets, method: 'api' });
  }

  /** One bucket; `classes` in order of due time, evenly spread over it. */
  bucket(
    fromMs: number,
    untilMs: number,
    classes: readonly RequestClass[],
    options: { readonly load?: string; readonly stream?: 'new' | 'keep-alive'; readonly spoiled?: string } = {},
  ): this {
    return this.add(untilMs, {
      ...loadBucket(fromMs, untilMs, classes),
      load: options.load ?? 'users',
      stream: options.stream ?? 'new',
      ...(options.spoiled === undefined ? {} : { spoiled: options.spoiled }),
    });
  }
}

function loadBucket(fromMs: number, untilMs: number, classes: readonly RequestClass[]): LoadBucketEvent {
  const n = classes.length;
  const errors: Partial<Record<RequestClass, number>> = {};
  for (const name of classes) if (name !== 'ok') errors[name] = (errors[name] ?? 0) + 1;
  const stepUs = ((untilMs - fromMs) * 1000) / n;
  const ok = n - Object.values(errors).reduce((sum, count) => sum + count, 0);
  const slip = { p50: 0.1, p99: 0.2, max: 0.3 };
  return {
    type: 'load-bucket',
    load: 'users',
    stream: 'new',
    fromMs,
    untilMs,
    due: n,
    ok,
    failed: n - ok,
    errors,
    versions: {},
    latencyMs: { p50: 2, p99: 3, max: 4 },
    slipMs: slip,
    rows: encodeLoadRows({
      n,
      dueUs: Uint32Array.from({ length: n }, (_, row) => row * stepUs),
      slipUs: new Uint32Array(n).fill(100),
      latencyUs: new Uint32Array(n).fill(2000),
      class: Uint8Array.from(classes, (name) => requestClasses.indexOf(name)),
      version: new Uint8Array(n).fill(0),
      versionNames: [],
    }),
  };
}

/** `n` times the class. */
export function times(n: number, name: RequestClass): RequestClass[] {
  return Array.from({ length: n }, () => name);
}
