import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import { formatDuration, formatShare } from './format.ts';
import { NextStepTracker } from './next-step.ts';
import { textWidth, truncate } from './text-width.ts';
import { visible } from './visible.ts';

interface LoadSoFar {
  readonly primary: string | undefined;
  ok: number;
  failed: number;
  ratePerSecond: number;
  untilMs: number | undefined;
}

const separator = ' · ';

/** What a person at a terminal wants to see while a run goes on, as one line of plain text that is drawn again and again. */
export class LiveStatus {
  #phase = 'starting';
  readonly #loads = new Map<string, LoadSoFar>();
  readonly #next = new NextStepTracker();

  onEvent(event: HistoryEvent): void {
    this.#next.onEvent(event);
    if (event.type === 'phase') this.#phase = event.state === 'started' ? event.phase : `${event.phase} done`;
    else if (event.type === 'load-started') this.#loadSoFar(event.load, event.streams[0]);
    else if (event.type === 'load-bucket') this.#count(event);
    else if (event.type === 'run-ended') this.#phase = event.reason;
  }

  /** Returns the line at run time `nowMs`, at most `columns` wide: what matters least is left out first. */
  text(nowMs: number, columns: number): string {
    const parts = [
      this.#phase,
      formatDuration(Math.max(0, Math.floor(nowMs / 100) * 100)),
      ...this.#loadParts(),
      ...this.#nextPart(nowMs),
    ].map(visible);
    let line = '';
    for (const part of parts) {
      const candidate = line === '' ? part : `${line}${separator}${part}`;
      if (textWidth(candidate) <= columns) line = candidate;
      else return line === '' ? truncate(part, columns) : line;
    }
    return line;
  }

  #loadSoFar(load: string, primary?: string): LoadSoFar {
    const soFar = this.#loads.get(load) ?? { primary, ok: 0, failed: 0, ratePerSecond: 0, untilMs: undefined };
    this.#loads.set(load, soFar);
    return soFar;
  }

  #count(bucket: HistoryEventOf<'load-bucket'>): void {
    const load = this.#loadSoFar(bucket.load, bucket.stream);
    if (bucket.stream !== load.primary) return;
    load.ok += bucket.ok;
    load.failed += bucket.failed;
    // Since the bucket before: a slow load has none for a second in which nothing was due.
    const lengthMs = bucket.untilMs - (load.untilMs ?? bucket.fromMs);
    load.untilMs = bucket.untilMs;
    if (lengthMs > 0) load.ratePerSecond = (bucket.due * 1000) / lengthMs;
  }

  /** The load that suffers most speaks for all. */
  #loadParts(): string[] {
    const measured = [...this.#loads].filter(([, load]) => load.ok + load.failed > 0);
    const worst = measured.toSorted(([, left], [, right]) => availability(left) - availability(right))[0];
    if (worst === undefined) return [];
    const [name, load] = worst;
    const { ok, failed } = load;
    const perSecond = measured.reduce((sum, [, { ratePerSecond }]) => sum + ratePerSecond, 0);
    const rate = perSecond < 0.95 ? `${Math.round(perSecond * 60)} req/m` : `${Math.round(perSecond)} req/s`;
    return [`${name} ${formatShare(availability(load))}`, `${failed} of ${ok + failed} failed`, rate];
  }

  #nextPart(nowMs: number): string[] {
    const next = this.#next.next();
    if (next === undefined) return [];
    if (next.dueMs === undefined) return [`next: ${next.label}`];
    const leftMs = next.dueMs - nowMs;
    return [`next: ${next.label}${leftMs > 0 ? ` in ${formatDuration(Math.ceil(leftMs / 100) * 100)}` : ', due'}`];
  }
}

function availability({ ok, failed }: LoadSoFar): number {
  return ok / (ok + failed);
}
