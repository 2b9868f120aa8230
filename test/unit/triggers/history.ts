import type { HistoryEntry, HistoryEvent, HistoryEventOf } from '../../../src/history/history-event.ts';
import type { LoadBucketEvent } from '../../../src/history/load-bucket.ts';
import type { Trigger } from '../../../src/run/triggers/trigger.ts';

/** Returns the index of the first event on which the step goes on: the first `before` of them were written before it began to wait. */
export function goesOnAt(trigger: Trigger, options: object, of: string, entries: readonly HistoryEntry[], before = 0): number {
  const matches = trigger.matcher(trigger.schema.parse(options), of);
  let held = false;
  for (const [index, entry] of entries.entries()) {
    if (index === before && held) return index - 1;
    held = matches(dated(entry, index), { waiting: index >= before });
    if (held && index >= before) return index;
  }
  return held ? entries.length - 1 : -1;
}

function dated(entry: HistoryEntry, seq: number): HistoryEvent {
  return { ...entry, seq, t: seq, wall: '2026-01-01T00:00:00.000Z' };
}

export function engineEvent(
  action: string,
  more: { container?: string; incarnation?: number; exitCode?: number; health?: 'healthy' | 'unhealthy' } = {},
): HistoryEntry {
  return { type: 'engine-event', subject: 'web', container: 'web.1', incarnation: 1, atMs: 0, action, ...more };
}

export function bucket(
  fromMs: number,
  due: number,
  ok: number,
  versions: Record<string, number> = {},
  stream: 'new' | 'keep-alive' = 'new',
): LoadBucketEvent {
  const zero = { p50: 0, p99: 0, max: 0 };
  const rows = { n: 0, dueUs: '', slipUs: '', latencyUs: '', class: '', version: '', versionNames: [] };
  const counts = { due, ok, failed: due - ok, errors: {}, versions, latencyMs: zero, slipMs: zero, rows };
  return { type: 'load-bucket', load: 'users', stream, fromMs, untilMs: fromMs + 250, ...counts };
}

/** The spec that only the image tells: 1 for web:v1. */
function specOf(image: string): number {
  return Number(image.replace(/^.*:v/, ''));
}

export function service(image = 'web:v1', replicas = 2, specVersion = specOf(image)): HistoryEntry {
  const update = { parallelism: 1, delayMs: 0, failureAction: 'pause', monitorMs: 5000, maxFailureRatio: 0, order: 'stop-first' } as const;
  const restart = { condition: 'any', delayMs: 5000, maxAttempts: 0, windowMs: 0 } as const;
  const named = { type: 'service', subject: 'web', kind: 'service', id: 'abc', name: 'web' } as const;
  const settings = { specVersion, update, rollback: update, restart, stopGracePeriodMs: 10_000, taskHistoryLimit: 5 };
  return { ...named, image, mode: 'replicated', replicas, endpointMode: 'vip', ...settings };
}

/** A task of the slot that an id such as `2b` begins with. */
export function task(
  taskId: string,
  state: string,
  more: { image?: string; desiredState?: string; error?: string; specVersion?: number; createdMs?: number; atMs?: number } = {},
): HistoryEntry {
  const { image = 'web:v1', desiredState = 'running', error = '', specVersion = specOf(image), createdMs = 0, atMs = 0 } = more;
  const slot = Number(taskId[0]);
  const named = {
    type: 'task',
    subject: 'web',
    task: `web.${slot}`,
    taskId,
    slot,
    node: 'node',
    container: `web.${slot}.${taskId}`,
  } as const;
  return { ...named, image, version: image.replace(/^.*:v/, ''), state, desiredState, message: '', error, atMs, createdMs, specVersion };
}

export function rolloutState(state: HistoryEventOf<'rollout'>['state'], atMs = 0): HistoryEntry {
  return { type: 'rollout', subject: 'web', state, message: '', atMs };
}

/** A step that began when the event with the number `atMs` had been written. */
export function step(fault: string, atMs: number, more: { targets?: string[]; outcome?: 'injected' | 'refused' } = {}): HistoryEntry {
  const { targets = ['web'], outcome = 'injected' } = more;
  return { type: 'step', step: 0, occurrence: 0, label: fault, fault, outcome, dueMs: atMs, atMs, doneMs: atMs, targets };
}
