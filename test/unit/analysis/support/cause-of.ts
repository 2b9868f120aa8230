import type { Cause } from '../../../../src/analysis/analysis.ts';
import type { RequestClass } from '../../../../src/history/load-bucket.ts';
import { HistoryBuilder } from '../../support/history-builder.ts';
import type { TestRequest } from '../../support/load-rows-of.ts';

/** Returns the cause of the first outage of the load `users`, on its last stream. */
export function causeOf(history: HistoryBuilder): Cause | undefined {
  return history.analyse().load['users']?.streams.at(-1)?.outages[0]?.cause;
}

/** Returns the events of a history that a cause refers to, in its order: 'engine-event die'. */
export function evidenceOf(history: HistoryBuilder): string[] {
  const events = new Map(history.events.map((event) => [event.seq, event]));
  return (causeOf(history)?.evidence ?? []).map((seq) => {
    const event = events.get(seq);
    const what =
      event?.type === 'engine-event' ? event.action : event?.type === 'step' ? event.fault : event?.type === 'task' ? event.state : '';
    return `${event?.type ?? 'nothing'} ${what ?? ''}`.trim();
  });
}

/** What becomes of requests that are due in a window. */
export function failing(fromMs: number, untilMs: number, how: RequestClass = 'refused', latencyMs = 1) {
  return (dueMs: number): Omit<TestRequest, 'dueMs'> | undefined =>
    dueMs >= fromMs && dueMs < untilMs ? { class: how, latencyMs } : undefined;
}

/** Adds where the requests of `users` go from an instant on: container names, or `web.1:8001` with another port than 8000. */
export function routed<T extends HistoryBuilder>(history: T, t: number, ...endpoints: readonly string[]): T {
  return history.add(t, {
    type: 'endpoint',
    load: 'users',
    route: 'tasks',
    endpoints: endpoints.map((endpoint) => {
      const [container = '', port = '8000'] = endpoint.split(':');
      return { container, address: '127.0.0.1', port: Number(port) };
    }),
    reason: 'test',
  });
}

/** A container `web.1` that runs from 0 on, with its subject. */
export function running(more: Parameters<HistoryBuilder['subject']>[2] = {}): HistoryBuilder {
  return routed(new HistoryBuilder().subject('web.1', 'container', more).engine(1, 'start'), 2, 'web.1');
}
