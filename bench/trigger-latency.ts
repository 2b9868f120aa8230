/**
 * How soon a step goes on after what its `when:` waited for: from the engine's own timestamp of the event (from the end of the request,
 * for a response) to the step's `atMs`. The node of a task dates its states, and Swarm's manager, whom alone one can ask, hears of them up to
 * 100 ms later: so for running tasks also the time since the manager knew is shown. Brings up a private engine of its own, so it needs root, and takes it down afterwards.
 * Run: npx tsx bench/trigger-latency.ts [rounds]. Thirty rounds take about three minutes.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { connectEngine } from '../src/engine/connect-engine.ts';
import type { Engine } from '../src/engine/engine.ts';
import { engineDown } from '../src/engine/private/engine-down.ts';
import { askSocket } from '../src/engine/private/engine-socket.ts';
import { engineUp } from '../src/engine/private/engine-up.ts';
import type { HistoryEvent, HistoryEventOf } from '../src/history/history-event.ts';
import { decodeLoadRows } from '../src/history/load-rows.ts';
import type { ScenarioInput } from '../src/suite/define-scenario.ts';
import type { ConditionInput } from '../src/suite/option-inputs.ts';
import { runScenarioFile } from '../src/suite/run-scenario-file.ts';

const TARGET_MS = 50;
const rounds = Number(process.argv[2] ?? 30);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a step waits for, and when the event after `sinceMs` that it names happened, in the order of the history. */
interface Wait {
  readonly what: string;
  readonly when: NonNullable<ScenarioInput['timeline']>[number];
  readonly happened: (event: HistoryEvent, sinceMs: number) => number | undefined;
}

/** Dies every second and is replaced at once: a death, a failed task, a start and a running task, each awaited in its turn. */
const dying: Wait[] = [
  wait('container event die', { event: 'web', action: 'die' }, (event) => engineEventMs(event, 'die')),
  wait('task state failed', { task: 'web', state: 'failed' }, (event) => taskMs(event, 'failed')),
  wait('container event start', { event: 'web', action: 'start' }, (event) => engineEventMs(event, 'start')),
  wait('task state running', { task: 'web', state: 'running' }, (event) => taskMs(event, 'running')),
];

function rollingTo(version: string): Wait[] {
  return [
    wait('first response of a version', { response: 'users', version }, (event, sinceMs) => answeredMs(event, version, sinceMs)),
    wait('rollout state completed', { rollout: 'web', state: 'completed' }, (event) =>
      event.type === 'rollout' && event.state === 'completed' ? event.atMs : undefined,
    ),
  ];
}

async function measure(): Promise<void> {
  const name = `bench-${process.pid}`;
  const { endpoint, hostAddress } = await engineUp({ name, onProgress: say });
  try {
    const engine = await connectEngine({ endpoint, hostAddress });
    const samples = [...(await tasksThatDie(engine)), ...(await rollouts(engine))];
    const kinds = [...new Set(samples.map(({ what }) => what))];
    console.table(Object.fromEntries(kinds.map((kind) => [kind, figures(samples.filter(({ what }) => what === kind))])));
    await engine.close();
  } finally {
    await engineDown(name, say);
  }
}

async function tasksThatDie(engine: Engine): Promise<Sample[]> {
  const waits = Array.from({ length: rounds }, () => dying).flat();
  return samplesOf(engine, waits, {
    name: 'Tasks that die',
    services: {
      web: {
        image: 'faultline/webserver:v1',
        entrypoint: ['sh', '-c', 'sleep 1; exit 1'],
        init: true,
        deploy: { restart_policy: { delay: '0s' } },
      },
    },
    timeline: waits.map(({ when }) => when),
  });
}

async function rollouts(engine: Engine): Promise<Sample[]> {
  const versions = Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? '2' : '1'));
  const steps = versions.map((version) => ({
    rollout: { of: 'web', image: `faultline/webserver:v${version}` },
    waits: rollingTo(version),
  }));
  return samplesOf(
    engine,
    steps.flatMap(({ waits }) => [undefined, ...waits]),
    {
      name: 'Rollouts',
      services: {
        web: {
          image: 'faultline/webserver:v1',
          ports: [8000],
          stop_grace_period: '1s',
          deploy: { update_config: { order: 'start-first', monitor: '1s' } },
        },
      },
      load: { users: { url: 'http://web:8000/', rate: '100/s', connections: 'new', version: { header: 'x-version' }, route: 'tasks' } },
      timeline: steps.flatMap(({ rollout, waits }) => [{ after: '0s', rollout }, ...waits.map(({ when }) => when)]),
    },
  );
}

/** When Swarm's manager wrote down that a task runs, in run time, by the ids of the tasks. */
class ManagersKnowledge {
  readonly #socket: string;
  readonly #asking: Promise<readonly [string, number]>[] = [];

  constructor({ facts }: Engine) {
    this.#socket = facts.endpoint.replace('unix://', '');
  }

  onEvent(event: HistoryEvent): void {
    if (event.type === 'task' && event.state === 'running') this.#asking.push(this.#ask(event.taskId, Date.parse(event.wall) - event.t));
  }

  async byTask(): Promise<ReadonlyMap<string, number>> {
    return new Map(await Promise.all(this.#asking));
  }

  async #ask(taskId: string, startEpochMs: number): Promise<readonly [string, number]> {
    const { body } = await askSocket(this.#socket, { method: 'GET', path: `/tasks/${taskId}` });
    const { UpdatedAt } = z.object({ UpdatedAt: z.string() }).parse(JSON.parse(body));
    return [taskId, Date.parse(UpdatedAt) - startEpochMs];
  }
}

interface Sample {
  readonly what: string;
  readonly latencyMs: number;
}

/** Returns one sample for each step that was waiting already when what it waited for happened. */
async function samplesOf(engine: Engine, waits: readonly (Wait | undefined)[], scenario: ScenarioInput): Promise<Sample[]> {
  const directory = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  try {
    const file = join(directory, 'scenario.json');
    await writeFile(file, JSON.stringify(scenario));
    const manager = new ManagersKnowledge(engine);
    const onEvent = (event: HistoryEvent): void => manager.onEvent(event);
    const [run] = await runScenarioFile(file, { engine, out: join(directory, 'reports'), onProgress: say, onEvent });
    if (run === undefined || run.error !== undefined) throw new Error('the scenario did not run', { cause: run?.error });
    return latencies(run.analysis.events, waits, await manager.byTask());
  } finally {
    await rm(directory, { recursive: true });
  }
}

function latencies(events: readonly HistoryEvent[], waits: readonly (Wait | undefined)[], known: ReadonlyMap<string, number>): Sample[] {
  const steps = events.filter((event): event is HistoryEventOf<'step'> => event.type === 'step');
  return steps.flatMap((step, index) => {
    const awaited = waits[step.step];
    const sinceMs = steps[index - 1]?.doneMs;
    if (awaited === undefined || sinceMs === undefined) return [];
    const { what, happened } = awaited;
    const cause = events.find((event) => event.t > sinceMs && happened(event, sinceMs) !== undefined);
    const causedMs = cause === undefined ? undefined : happened(cause, sinceMs);
    if (cause === undefined || causedMs === undefined || causedMs > step.atMs) return [];
    const knownMs = cause.type === 'task' ? known.get(cause.taskId) : undefined;
    const sinceKnown = knownMs === undefined ? [] : [{ what: `${what}, since the manager knew`, latencyMs: step.atMs - knownMs }];
    return [{ what, latencyMs: step.atMs - causedMs }, ...(what.endsWith('running') ? sinceKnown : [])];
  });
}

function wait(what: string, condition: ConditionInput, happened: Wait['happened']): Wait {
  return { what, when: { when: { ...condition, within: '60s' } }, happened };
}

function engineEventMs(event: HistoryEvent, action: string): number | undefined {
  return event.type === 'engine-event' && event.action === action ? event.atMs : undefined;
}

function taskMs(event: HistoryEvent, state: string): number | undefined {
  return event.type === 'task' && event.state === state ? event.atMs : undefined;
}

/** When the first request that ended after `sinceMs` was answered by a version. */
function answeredMs(event: HistoryEvent, version: string, sinceMs: number): number | undefined {
  if (event.type !== 'load-bucket') return undefined;
  const rows = decodeLoadRows(event.rows);
  const code = rows.versionNames.indexOf(version) + 1;
  const ends = Array.from({ length: rows.n }, (_, row) => event.fromMs + ((rows.dueUs[row] ?? 0) + (rows.latencyUs[row] ?? 0)) / 1000);
  const answers = ends.filter((endMs, row) => code > 0 && rows.version[row] === code && endMs >= sinceMs);
  return answers.length === 0 ? undefined : Math.min(...answers);
}

function figures(samples: readonly Sample[]): Record<string, string | number> {
  const sorted = samples.map(({ latencyMs }) => latencyMs).toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1);
  const within = sorted.filter((latencyMs) => latencyMs <= TARGET_MS).length;
  return {
    n: sorted.length,
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'max ms': at(1),
    [`within ${TARGET_MS} ms`]: `${within} of ${sorted.length}`,
  };
}

await measure();
