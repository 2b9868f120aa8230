import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import type { HistoryEvent } from '../../../src/history/history-event.ts';
import { runScenarioFile } from '../../../src/suite/run-scenario-file.ts';
import type { RunOptions, ScenarioRun } from '../../../src/suite/scenario-run.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { eventsOf, labelled } from './support/runs.ts';

/**
 * Slot 1 is suspended; then one slot after the other loses its task and gets a new one of the same version; then both get one of another
 * version. What follows a task is waited for before the next one goes. The run is interrupted when all has come.
 */
const scenario = (follow: string, followed: { readonly slot1: boolean; readonly slot2: boolean }) => `
name: Follow ${follow}
services:
  web:
    image: 'faultline/webserver:v1'
    stop_grace_period: 1s
    deploy: { replicas: 2, restart_policy: { delay: 0s }, update_config: { parallelism: 0, monitor: 100ms } }
timeline:
  - at: 0s
    pause: { of: web, pick: { slot: 1 }, for: 90s, follow: ${follow} }
  - at: 0s
  - when: { state: web, is: paused, within: 30s }
    kill: { of: web, pick: { slot: 1 } }
  - when: ${replaced(1, followed.slot1)}
    kill: { of: web, pick: { slot: 2 } }
  - when: ${replaced(2, followed.slot2)}
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - when: { task: web, slot: 1, version: '2', state: running, within: 30s }
  - after: 1s
`;

const replaced = (slot: number, followed: boolean) =>
  followed ? '{ event: web, action: pause, within: 30s }' : `{ task: web, slot: ${slot}, state: running, within: 30s }`;

const LAST_STEP = 6;
const policies = {
  task: { slot1: false, slot2: false, followers: 0 },
  slot: { slot1: true, slot2: false, followers: 2 },
  version: { slot1: true, slot2: true, followers: 2 },
};

describe('A lasting fault whose task is replaced', function () {
  this.timeout(120_000);
  let engine: Engine;
  let place: Workplace;
  const runs = new Map<string, Promise<readonly ScenarioRun[]>>();
  before(async () => {
    engine = await engineForTests();
    place = await Workplace.make();
    for (const [follow, followed] of Object.entries(policies)) {
      const path = await place.scenario(scenario(follow, followed), `${follow}.yaml`);
      runs.set(follow, runScenarioFile(path, { engine, out: place.out, ...untilAllCame(followed.followers) }));
    }
  });
  after(async () => {
    await Promise.allSettled(runs.values());
    await place.remove();
    expect(await labelled(engine)).to.deep.equal([]);
  });

  it('follows nobody by default: it was that task', async () => {
    expect(await followersOf('task')).to.deep.equal([]);
  });

  it('with follow: slot goes on in whoever has the slot, of either version', async () => {
    expect(await followersOf('slot')).to.deep.equal(['web.1 version 1', 'web.1 version 2']);
  });

  it('with follow: version goes on in every new task of the version, in either slot', async () => {
    expect(await followersOf('version')).to.deep.equal(['web.1 version 1', 'web.2 version 1']);
  });

  /** Returns the tasks that the fault went on in, which the engine must have suspended. */
  async function followersOf(follow: keyof typeof policies): Promise<string[]> {
    const [run] = (await runs.get(follow)) ?? [];
    if (run === undefined) throw new Error('it was not run');
    const steps = eventsOf(run, 'step');
    expect(steps.find(({ step }) => step === LAST_STEP)).to.include({ outcome: 'waited' });
    const pauses = steps.filter(({ fault }) => fault === 'pause');
    expect(new Set(pauses.map(({ outcome }) => outcome))).to.deep.equal(new Set(['injected']));
    const paused = eventsOf(run, 'engine-event').filter(({ action }) => action === 'pause');
    expect(paused.map(({ container }) => container)).to.have.members(pauses.flatMap(({ targets }) => targets));
    const tasks = eventsOf(run, 'task');
    const after = pauses.filter(({ details }) => details !== undefined).flatMap(({ targets }) => targets);
    return after
      .map((target) => {
        const task = tasks.find(({ container }) => container === target);
        return `${task?.task ?? target} version ${task?.version ?? '?'}`;
      })
      .toSorted();
  }
});

/** Interrupts a run when its last step has been and so many tasks were followed into. */
function untilAllCame(followers: number): Pick<RunOptions, 'signal' | 'onEvent'> {
  const abort = new AbortController();
  let followed = 0;
  let last = false;
  const onEvent = (event: HistoryEvent): void => {
    if (event.type !== 'step') return;
    if (event.fault === 'pause' && event.details !== undefined) followed += 1;
    last ||= event.step === LAST_STEP;
    if (last && followed >= followers) abort.abort();
  };
  return { signal: abort.signal, onEvent };
}
