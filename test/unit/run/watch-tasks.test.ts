import { expect } from 'chai';
import { RealClock } from '../../../src/clock/real-clock.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Swarm, TaskSnapshot } from '../../../src/engine/swarm.ts';
import { parseService } from '../../../src/engine/swarm/service-schema.ts';
import { serviceSnapshot } from '../../../src/engine/swarm/service-snapshot.ts';
import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import { Recorder } from '../../../src/run/recorder.ts';
import type { RunContext } from '../../../src/run/run-context.ts';
import { SpecVersions } from '../../../src/run/spec-versions.ts';
import { SubjectContainers } from '../../../src/run/subject-containers.ts';
import { SubjectServices, type SubjectService } from '../../../src/run/subject-service.ts';
import { TaskWatcher } from '../../../src/run/watch-tasks.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

const text = `name: x\nservices: { web: { image: 'web:v1' } }\ntimeline: [{ at: 0s, kill: web }]\nexpect: [{ restarts: { is: 1 } }]\n`;
const { scenario } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
const snapshot = serviceSnapshot(
  parseService({ ID: 's', Version: { Index: 7 }, Spec: { Name: 'web', TaskTemplate: {}, Mode: { Replicated: { Replicas: 1 } } } }),
);

function task(id: string, state: TaskSnapshot['state'], desiredState: TaskSnapshot['desiredState'], stateAtMs: number): TaskSnapshot {
  const rest = { message: '', error: '', containerId: '', createdAtMs: stateAtMs, ports: {} };
  return { id, serviceId: 's', slot: 1, nodeId: '', image: '', taskSpec: snapshot.taskSpec, state, desiredState, stateAtMs, ...rest };
}

/** A watcher of one service, for which Swarm lists the tasks that `list` returns. */
function watching(list: () => readonly TaskSnapshot[]) {
  const events: HistoryEvent[] = [];
  const append = (entry: HistoryEntry): HistoryEvent => {
    const event = { ...entry, seq: events.length + 1, t: 0, wall: '' } as HistoryEvent;
    events.push(event);
    return event;
  };
  const recorder = new Recorder({ events, append });
  const swarm = {
    inspectService: async () => Promise.resolve(snapshot),
    listTasks: async () => Promise.resolve(list()),
    listNodes: async () => Promise.resolve([]),
  };
  const spec = scenario?.subjects['web'];
  if (spec?.kind !== 'service') throw new Error('the scenario of this test has a service');
  const engine = { inspectImage: async () => Promise.resolve(undefined) } as unknown as Engine;
  const context = { runId: 'r', scenario, engine, clock: new RealClock(), recorder } as unknown as RunContext;
  const service: SubjectService = {
    subject: 'web',
    spec,
    swarm: swarm as unknown as Swarm,
    id: 's',
    snapshot,
    specVersions: new SpecVersions(),
    tasks: new Map(),
  };
  return { watcher: new TaskWatcher(context, new SubjectServices(), new SubjectContainers(context)), service, recorder };
}

describe('TaskWatcher', () => {
  it('shows nobody the end of a task without the task that Swarm lists in its place', async () => {
    let listed: readonly TaskSnapshot[] = [task('a', 'starting', 'running', 1)];
    const { watcher, service, recorder } = watching(() => listed);
    await watcher.watch(service);
    listed = [task('a', 'failed', 'shutdown', 2), task('b', 'ready', 'ready', 3)];
    const known: string[][] = [];
    recorder.subscribe(
      (event) => event.type === 'task' && known.push([...service.tasks.values()].map(({ id, state }) => `${id} ${state}`)),
    );
    await watcher.look(service);
    expect(known).to.deep.equal([
      ['a failed', 'b ready'],
      ['a failed', 'b ready'],
    ]);
  });

  it('records a task once for each change, and one that Swarm has forgotten as removed', async () => {
    let listed: readonly TaskSnapshot[] = [task('a', 'running', 'running', 1)];
    const { watcher, service, recorder } = watching(() => listed);
    await watcher.watch(service);
    await watcher.look(service);
    listed = [];
    await watcher.look(service);
    await watcher.look(service);
    const states = recorder.events.flatMap((event) => (event.type === 'task' ? [event.state] : []));
    expect(states).to.deep.equal(['running', 'remove']);
  });
});
