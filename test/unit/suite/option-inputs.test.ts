import { expect } from 'chai';
import { checks } from '../../../src/checks/registry.ts';
import { faults } from '../../../src/faults/registry.ts';
import { triggers } from '../../../src/run/triggers/registry.ts';
import { defineScenario, type ScenarioInput, type StepInput } from '../../../src/suite/define-scenario.ts';
import type {
  CheckInput,
  CheckName,
  ConditionInput,
  ExpectationInput,
  FaultInput,
  FaultName,
  TriggerName,
} from '../../../src/suite/option-inputs.ts';
import { parseInput } from '../../../src/suite/parse-input.ts';

/** Names whose options the compiler does not know; there must be none. */
type Untyped<Inputs> = { [Name in keyof Inputs]: unknown extends Inputs[Name] ? Name : string extends Name ? Name : never }[keyof Inputs];
const untyped: [
  Untyped<{ [Name in FaultName]: FaultInput<Name> }>,
  Untyped<{ [Name in CheckName]: CheckInput<Name> }>,
  Untyped<{ [Name in TriggerName]: ConditionInput<Name> }>,
][] = [];

// Each of these objects has a fault in its type, and the compiler (`npm run types`) must find it: an unused @ts-expect-error is an error itself.
const goodSteps: { readonly [Name in FaultName]: StepInput[Name] } = {
  signal: { of: 'web', signal: 'SIGUSR1' },
  kill: 'web',
  stop: { of: 'web', pick: { random: 1 } },
  restart: 'web',
  start: { of: 'web', allow_refusal: true },
  crash: { of: 'web', for: '1s', follow: 'slot' },
  pause: { of: 'web', for: '2s' },
  remove: 'web',
  exec: { of: 'web', command: ['true'] },
  request: { of: 'web', path: '/fail' },
  unhealthy: { of: 'web', for: '1s' },
  rollout: { of: 'web', image: 'i:2' },
  rollback: 'web',
  scale: { of: 'web', replicas: 3 },
  'force-update': 'web',
  'remove-task': { of: 'web' },
};
const badSteps: Readonly<Record<FaultName, StepInput>> = {
  // @ts-expect-error a number is no signal's name
  signal: { signal: { of: 'web', signal: true } },
  // @ts-expect-error an option that it does not have
  kill: { kill: { of: 'web', force: true } },
  // @ts-expect-error a duration has a unit
  stop: { stop: { of: 'web', grace: 3 } },
  // @ts-expect-error no subject
  restart: { restart: {} },
  // @ts-expect-error true or false
  start: { start: { of: 'web', allow_refusal: 'yes' } },
  // @ts-expect-error task, slot or version
  crash: { crash: { of: 'web', follow: 'me' } },
  // @ts-expect-error a duration has a unit
  pause: { pause: { of: 'web', for: 2 } },
  // @ts-expect-error a mapping, not a list
  remove: { remove: ['web'] },
  // @ts-expect-error the command is missing
  exec: { exec: 'web' },
  // @ts-expect-error it is a number
  request: { request: { of: 'web', port: '8000' } },
  // @ts-expect-error a duration has a unit
  unhealthy: { unhealthy: { of: 'web', for: 1 } },
  // @ts-expect-error it takes the service as a whole
  rollout: { rollout: { of: 'web', image: 'i:2', pick: { random: 1 } } },
  // @ts-expect-error it has no duration
  rollback: { rollback: { of: 'web', for: '1s' } },
  // @ts-expect-error a number, or a text such as `+1`
  scale: { scale: { of: 'web', replicas: [3] } },
  // @ts-expect-error an option that it does not have
  'force-update': { 'force-update': { of: 'web', now: true } },
  // @ts-expect-error no subject
  'remove-task': { 'remove-task': {} },
};

const goodChecks: { readonly [Name in CheckName]: CheckInput<Name> } = {
  availability: { of: 'users', is: '>= 99%', during: 'chaos' },
  outage: { longest: '<= 500ms' },
  latency: { p99: '<= 50ms' },
  exit: { of: 'web', code: 137, times: 1 },
  restarts: { of: 'web', is: '== 1' },
  health: { of: 'web', is: 'healthy' },
  state: { of: 'web', is: 'running' },
  recovery: { within: '5s' },
  logs: { of: 'web', matches: 'ready' },
  versions: { of: 'users', share: { '2': '== 100%' } },
  events: { of: 'web', order: ['die(137)', 'start'] },
  rollout: { of: 'web', state: 'completed' },
  replicas: { of: 'web', is: 3, always: true },
  tasks: { of: 'web', state: 'failed' },
};
const badChecks: Readonly<Record<CheckName, ExpectationInput>> = {
  // @ts-expect-error the bound is missing
  availability: { availability: { of: 'users' } },
  // @ts-expect-error an option that it does not have
  outage: { outage: { longer: '500ms' } },
  // @ts-expect-error true is no bound
  latency: { latency: { p99: true } },
  // @ts-expect-error it is a number
  exit: { exit: { of: 'web', code: '137' } },
  // @ts-expect-error the bound is missing
  restarts: { restarts: { of: 'web' } },
  // @ts-expect-error no such health
  health: { health: { of: 'web', is: 'well' } },
  // @ts-expect-error no such state
  state: { state: { of: 'web', is: 'up' } },
  // @ts-expect-error an option that it does not have
  recovery: { recovery: { before: '5s' } },
  // @ts-expect-error an option that it does not have
  logs: { logs: { of: 'web', match: 'ready' } },
  // @ts-expect-error a bound for each version
  versions: { versions: { of: 'users', share: '== 100%' } },
  // @ts-expect-error it is a list of them
  events: { events: { of: 'web', order: 'die' } },
  // @ts-expect-error no such state
  rollout: { rollout: { of: 'web', state: 'done' } },
  // @ts-expect-error the bound is missing
  replicas: { replicas: { of: 'web' } },
  // @ts-expect-error no such state
  tasks: { tasks: { of: 'web', state: 'tired' } },
};

const goodConditions: { readonly [Name in TriggerName]: ConditionInput<Name> } = {
  state: { state: 'web', is: 'running' },
  health: { health: 'web', is: 'healthy', within: '5s' },
  restarts: { restarts: 'web', is: '>= 1' },
  log: { log: 'web', matches: 'ready' },
  event: { event: 'web', action: 'die' },
  availability: { availability: 'users', below: '50%' },
  outage: { outage: 'users', longer: '2s' },
  response: { response: 'users', version: '2' },
  rollout: { rollout: 'web', state: 'completed' },
  task: { task: 'web', state: 'failed' },
  replicas: { replicas: 'web', is: 3 },
};
const badConditions: { readonly [Name in TriggerName]: ConditionInput<Name> } = {
  // @ts-expect-error no such state
  state: { state: 'web', is: 'up' },
  // @ts-expect-error it does not say what to wait for
  health: { health: 'web' },
  // @ts-expect-error a number is no subject
  restarts: { restarts: 1 },
  // @ts-expect-error an option that it does not have
  log: { log: 'web', matches: 'ready', ignoreCase: true },
  // @ts-expect-error the action is missing
  event: { event: 'web' },
  // @ts-expect-error the bound is missing
  availability: { availability: 'users' },
  // @ts-expect-error an option that it does not have
  outage: { outage: 'users', lasts: '2s' },
  // @ts-expect-error the version is missing
  response: { response: 'users' },
  // @ts-expect-error no such state
  rollout: { rollout: 'web', state: 'done' },
  // @ts-expect-error the state is missing
  task: { task: 'web' },
  // @ts-expect-error a duration has a unit
  replicas: { replicas: 'web', is: 3, within: 5 },
};

describe('the options of faults, checks and conditions as types', () => {
  const names = (objects: object) => Object.keys(objects).toSorted();

  it('are known of each in the registries', () => {
    expect(untyped).to.deep.equal([]);
    for (const objects of [goodSteps, badSteps]) expect(names(objects)).to.deep.equal(faults.map(({ name }) => name).toSorted());
    for (const objects of [goodChecks, badChecks]) expect(names(objects)).to.deep.equal(checks.map(({ name }) => name).toSorted());
    for (const objects of [goodConditions, badConditions])
      expect(names(objects)).to.deep.equal(triggers.map(({ name }) => name).toSorted());
  });

  it('are those that the parser takes', () => {
    const scenario = (part: Partial<ScenarioInput>) =>
      defineScenario({
        name: 'x',
        attach: { web: { container: 'web' } },
        load: { users: { url: 'http://127.0.0.1/', rate: '1/s' } },
        ...part,
      });
    const service = (part: Partial<ScenarioInput>) => ({ ...scenario(part), attach: { web: { service: 'web' } } });
    const fits = (part: Partial<ScenarioInput>) => {
      try {
        return parseInput(scenario(part)).scenario;
      } catch {
        return parseInput(service(part)).scenario;
      }
    };
    for (const [name, options] of Object.entries(goodSteps)) fits({ timeline: [{ at: '0s', [name]: options }] });
    for (const [name, options] of Object.entries(goodChecks)) fits({ expect: [{ [name]: options }] });
    for (const when of Object.values(goodConditions)) fits({ timeline: [{ when }] });
  });

  it('and no others', () => {
    const refused = (part: Partial<ScenarioInput>) => {
      for (const attach of [{ web: { container: 'web' } }, { web: { service: 'web' } }]) {
        const load = { users: { url: 'http://127.0.0.1/', rate: '1/s' } };
        expect(() => parseInput({ name: 'x', attach, load, ...part }), JSON.stringify(part)).to.throw();
      }
    };
    for (const step of Object.values(badSteps)) refused({ timeline: [{ at: '0s', ...step }] });
    for (const expectation of Object.values(badChecks)) refused({ expect: [expectation] });
    for (const when of Object.values(badConditions)) refused({ timeline: [{ when }] });
  });
});
