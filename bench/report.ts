/**
 * How large report.html gets and how long it takes for a run of ten million requests.
 * Run: node --import tsx bench/report.ts [requests]. Exit code 1: more than 1 MB or more than 3 s.
 */
import { analyse } from '../src/analysis/analyse.ts';
import { judgeHistory } from '../src/checks/judge-history.ts';
import { EventMemory } from '../src/history/event-memory.ts';
import type { HistoryEntry } from '../src/history/history-event.ts';
import { requestClasses } from '../src/history/load-bucket.ts';
import { encodeLoadRows } from '../src/history/load-rows.ts';
import { html } from '../src/report/html.ts';
import { buildResult } from '../src/report/result.ts';

const MOST_BYTES = 1_000_000;
const MOST_MS = 3000;
const PER_SECOND = 1000;
const STREAMS = ['new', 'keep-alive'] as const;
const requests = Number(process.argv[2] ?? 10_000_000);
const ok = requestClasses.indexOf('ok');
const refused = requestClasses.indexOf('refused');
const reset = requestClasses.indexOf('reset');
const seconds = Math.ceil(requests / (PER_SECOND * STREAMS.length));

const memory = new EventMemory();
let seq = 0;
const add = (t: number, entry: HistoryEntry) => memory.add({ ...entry, seq: (seq += 1), t, wall: new Date(t).toISOString() });

tell('making the history', () => makeHistory());
const analysis = tell('analysing', () => analyse(memory.events));
const run = { analysis, result: tell('judging', () => buildResult(analysis, judgeHistory(analysis))) };
const began = performance.now();
const page = tell('report.html', () => html.render(run));
const tookMs = performance.now() - began;
console.log(`${requests} requests in ${seconds} s: ${page.length} bytes in ${Math.round(tookMs)} ms`);
process.exitCode = Buffer.byteLength(page) <= MOST_BYTES && tookMs <= MOST_MS ? 0 : 1;

function tell<T>(what: string, work: () => T): T {
  const from = performance.now();
  const result = work();
  console.log(`${what}: ${Math.round(performance.now() - from)} ms`);
  return result;
}

/** A service of ten slots: each minute a kill, a death and a restart, half a second of refusals and some stray resets. */
function makeHistory(): void {
  add(0, {
    type: 'run-started',
    format: 1,
    run: { id: 'bench', seed: '1', faultline: '0', repetition: 1, repeat: 1 },
    scenario: { name: `${requests} requests`, file: 'bench.yaml', sha256: '' },
  });
  add(0, { type: 'load-started', load: 'users', url: 'http://web/', ratePerSecond: PER_SECOND, timeoutMs: 500, streams: [...STREAMS] });
  add(0, { type: 'phase', phase: 'chaos', state: 'started' });
  for (let slot = 0; slot < 10; slot += 1) engine(slot, 0, 'start', 1);
  for (let second = 0; second < seconds; second += 1) {
    const atMs = second * 1000;
    if (second % 60 === 30) disturb(Math.floor(second / 60), atMs);
    for (const stream of STREAMS) bucket(stream, atMs, second % 60 === 30);
  }
  add(seconds * 1000, { type: 'phase', phase: 'chaos', state: 'ended' });
  add(seconds * 1000, { type: 'run-ended', reason: 'completed', durationMs: seconds * 1000 });
}

function disturb(minute: number, atMs: number): void {
  const slot = minute % 10;
  const life = Math.floor(minute / 10) + 1;
  const times = { dueMs: atMs, atMs, doneMs: atMs + 10 };
  const step = { step: 0, occurrence: minute, label: 'kill web', fault: 'kill', outcome: 'injected', method: 'api' } as const;
  add(atMs, { type: 'step', ...step, ...times, targets: [`web.${slot}`] });
  engine(slot, atMs, 'die', life);
  engine(slot, atMs + 400, 'start', life + 1);
}

function engine(slot: number, atMs: number, action: string, incarnation: number): void {
  const container = `web.${slot}`;
  if (action === 'start' && incarnation === 1) {
    add(atMs, {
      type: 'subject',
      subject: 'web',
      kind: 'container',
      container,
      id: container,
      image: 'web:1',
      imageId: 'web',
      restart: 'always',
    });
  }
  const exit = action === 'die' ? { exitCode: 137 } : {};
  add(atMs, { type: 'engine-event', subject: 'web', container, incarnation, action, atMs, ...exit });
}

function bucket(stream: (typeof STREAMS)[number], fromMs: number, disturbed: boolean): void {
  const n = PER_SECOND;
  const codes = Uint8Array.from({ length: n }, (_, row) => (disturbed && row < 400 ? refused : row === 777 ? reset : ok));
  const failed = codes.reduce((sum, code) => sum + (code === ok ? 0 : 1), 0);
  const spread = { p50: 1, p99: 2, max: 3 };
  add(fromMs + 1000, {
    type: 'load-bucket',
    load: 'users',
    stream,
    fromMs,
    untilMs: fromMs + 1000,
    due: n,
    ok: n - failed,
    failed,
    errors: {},
    versions: { '1': n - failed },
    latencyMs: spread,
    slipMs: spread,
    rows: encodeLoadRows({
      n,
      dueUs: Uint32Array.from({ length: n }, (_, row) => row * 1000),
      slipUs: new Uint32Array(n).fill(100),
      latencyUs: Uint32Array.from({ length: n }, (_, row) => 1000 + ((row * 7919) % 3000)),
      class: codes,
      version: codes.map((code) => (code === ok ? 1 : 0)),
      versionNames: ['1'],
    }),
  });
}
