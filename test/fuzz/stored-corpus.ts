import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../src/analysis/analyse.ts';
import { judgeHistory } from '../../src/checks/judge-history.ts';
import { thinBucket } from '../../src/history/thin-bucket.ts';
import type { HistoryEvent } from '../../src/history/history-event.ts';
import { buildResult } from '../../src/report/result.ts';
import { ServiceStory } from '../unit/analysis/support/service-story.ts';
import { measurementHistory } from '../unit/report/support/measurement.ts';
import { killHistory } from '../unit/report/support/sample-run.ts';
import { HistoryBuilder } from '../unit/support/history-builder.ts';
import type { CorpusFile } from './corpus-file.ts';
import { treeOf } from './tree.ts';

const sample = join(import.meta.dirname, '../../reports/sample');

/** Returns histories of all kinds of runs: with every type of event, short, so that many can be read. */
export function historyCorpus(): readonly CorpusFile[] {
  const written = readFileSync(join(sample, 'history.ndjson'), 'utf8');
  const told = Object.entries(stories()).map(([name, events]) => ({
    name,
    text: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  }));
  return [{ name: 'sample', text: written }, ...told].map((file) => ({ ...file, tree: treeOf(linesOf(file.text)) }));
}

/** Returns the results of such runs. */
export function resultCorpus(): readonly CorpusFile[] {
  const written = readFileSync(join(sample, 'result.json'), 'utf8');
  const told = Object.entries(stories()).map(([name, events]) => {
    const analysis = analyse(events);
    return { name, text: `${JSON.stringify(buildResult(analysis, judgeHistory(analysis)), undefined, 2)}\n` };
  });
  return [{ name: 'sample', text: written }, ...told].map((file) => ({ ...file, tree: treeOf(JSON.parse(file.text)) }));
}

function linesOf(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

function stories(): Readonly<Record<string, readonly HistoryEvent[]>> {
  return {
    killed: killHistory().events,
    measured: measurementHistory('interrupted').events,
    rollout: withRefusals(ServiceStory.updated()).load(refusedFrom(2200, 2700), { ratePerSecond: 10 }).ended().events,
    strange: strange().ended('aborted').events,
    long: thinned(new HistoryBuilder().subject().load(refusedFrom(2500, 2600), { ratePerSecond: 300, untilMs: 5000 }).events),
    'cut off': strange().events,
  };
}

function refusedFrom(fromMs: number, untilMs: number) {
  return (dueMs: number) =>
    dueMs >= fromMs && dueMs < untilMs ? ({ class: 'refused' } as const) : { version: dueMs < 3000 ? '1' : '2', latencyMs: 3 };
}

/** As a run of days is stored: the requests that nothing depends on are counted only. */
function thinned(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events.map((event) => (event.type === 'load-bucket' ? thinBucket(event) : event));
}

function withRefusals(story: ServiceStory): ServiceStory {
  story
    .subject('web.1.a', 'container', { kind: 'service', task: 'web.1' })
    .step(1990, { fault: 'rollout', label: 'rollout web', targets: ['web'] });
  story.add(2300, { type: 'plan', plan: { scenario: { expect: expected } } });
  return story;
}

/** What a plan may ask for, as its checks' schemas return it. */
const expected = [
  { kind: 'exit', options: { of: 'web', code: 137 }, source: { line: 3 } },
  { kind: 'nosuch', options: {} },
];

/** Everything else that can be told of a run. */
function strange(): HistoryBuilder {
  const story = new HistoryBuilder()
    .subject('web.1', 'attached', {
      healthcheck: { intervalMs: 500, timeoutMs: 300, retries: 2, startPeriodMs: 0 },
      shell: 'sh',
      stopSignal: 'SIGTERM',
    })
    .state(10, 'running', { health: 'healthy', restartCount: 0 })
    .load((dueMs) => (dueMs > 2000 && dueMs < 2400 ? { class: 'timeout', latencyMs: 500 } : undefined), {
      ratePerSecond: 10,
      stages: [{ fromPerSecond: 5, toPerSecond: 10, forMs: 3000 }],
      spoiled: { 4: 'the machine was busy' },
    })
    .step(2000)
    .step(3000, { step: 1, label: 'wait', outcome: 'waited', targets: [], message: 'm', method: 'api', details: { a: [1, null] } })
    .engine(2001, 'kill', { signal: 9 })
    .engine(2002, 'oom')
    .engine(2003, 'die', { exitCode: 137, oomKilled: true })
    .engine(2400, 'start', { incarnation: 2 })
    .engine(2900, 'health_status', { incarnation: 2, health: 'unhealthy' })
    .undo(4000)
    .undo(4100, { action: 'unpause', outcome: 'failed', message: 'no such container' })
    .log(2001, 'bye')
    .state(5990, 'exited', {
      exitCode: 137,
      oomKilled: true,
      error: 'e',
      refused: { operation: 'start', status: 500, reason: 'port taken' },
    });
  return story
    .add(100, {
      type: 'endpoint',
      load: 'users',
      route: 'tasks',
      endpoints: [{ container: 'web.1', address: '127.0.0.1', port: 8000 }],
      reason: 'r',
    })
    .add(200, { type: 'harness', eventLoopDelayMs: { p99: 1, max: 2 }, cpuShare: 0.1, rssBytes: 1e8 })
    .add(300, { type: 'pressure', pressure: 'crowd', durationMs: 100, responses: 5, bytes: 500, responsesPerSecond: 50, restarts: 0 })
    .add(400, { type: 'version-answered', load: 'users', stream: 'new', version: '1', atMs: 400 })
    .add(990, { type: 'steady-state', moment: 'before', held: true, atMs: 990 })
    .add(2500, { type: 'autoheal', subject: 'web', container: 'web.1', outcome: 'failed', message: 'm' })
    .add(2600, { type: 'log-truncated', subject: 'web', container: 'web.1', limitBytes: 1024 })
    .add(2700, { type: 'events-resumed', lostMs: 300, gap: true })
    .add(3000, { type: 'abort', condition: 'availability of users < 80%', verdict: 'failed', atMs: 3000, because: 7 })
    .add(3050, {
      type: 'check',
      ...{ check: 'outage', of: 'users', during: 'run', verdict: 'failed', expected: '<= 1s', observed: '2s', message: 'm', evidence: [1] },
      atMs: 3050,
    })
    .add(3100, { type: 'warning', code: 'w', message: 'm' })
    .add(3200, { type: 'error', code: 'ERR_TARGET_GONE', message: 'm', hint: 'h' })
    .add(5980, { type: 'steady-state', moment: 'after', held: false, atMs: 5980, perhapsSinceMs: 5800, message: 'm' });
}
