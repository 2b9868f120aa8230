import { expect } from 'chai';
import fc from 'fast-check';
import { changeServiceSpec } from '../../../src/engine/swarm/change-service-spec.ts';
import { parseService, type SwarmServiceSpec } from '../../../src/engine/swarm/service-schema.ts';

const specOf = (spec: object): SwarmServiceSpec => parseService({ ID: 'a', Version: { Index: 1 }, Spec: { Name: 'web', ...spec } }).Spec;

const rich = specOf({
  Labels: { a: 'b' },
  TaskTemplate: {
    ContainerSpec: { Image: 'web:1', Env: ['A=1', 'B=2', 'BARE'], Mounts: [{ Type: 'tmpfs' }], Args: ['x'], Unknown: { deep: [1] } },
    Resources: { Limits: { NanoCPUs: 5e8, MemoryBytes: 100 }, Reservations: { GenericResources: [1] } },
    RestartPolicy: { Condition: 'on-failure', Delay: 1e9, MaxAttempts: 3 },
    Placement: { Constraints: ['a==b'], Platforms: [{ OS: 'linux' }] },
    Networks: [{ Target: 'n' }],
    ForceUpdate: 4,
    Runtime: 'container',
  },
  Mode: { Replicated: { Replicas: 2 } },
  UpdateConfig: { Parallelism: 2, Delay: 1e9, MaxFailureRatio: 0.5, Order: 'start-first' },
  EndpointSpec: { Mode: 'vip', Ports: [{ TargetPort: 80 }] },
  Future: true,
});

const changed = (change: Parameters<typeof changeServiceSpec>[1], spec = rich): unknown => changeServiceSpec(spec, change);

describe('changeServiceSpec', () => {
  it('changes nothing when nothing is to change', () => {
    expect(changed({})).to.deep.equal(rich);
    expect(changed({ deploy: {}, force: false })).to.deep.equal(rich);
  });

  it('keeps every member that it does not know', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).map((name) => `X${name}`),
          fc.jsonValue(),
        ),
        (members) => {
          const spec = specOf({ ...members, TaskTemplate: { ...members, ContainerSpec: members }, Mode: { ...members, Global: {} } });
          expect(JSON.parse(JSON.stringify(changed({}, spec)))).to.deep.equal(JSON.parse(JSON.stringify(spec)));
        },
      ),
    );
  });

  it('changes the image, the commands and the grace period alone', () => {
    expect(changed({ image: 'web:2', command: ['y'], entrypoint: ['z'], stopGracePeriodMs: 1500 })).to.deep.equal({
      ...rich,
      TaskTemplate: {
        ...rich.TaskTemplate,
        ContainerSpec: { ...rich.TaskTemplate.ContainerSpec, Image: 'web:2', Args: ['y'], Command: ['z'], StopGracePeriod: 1.5e9 },
      },
    });
  });

  it('merges the environment in place, removes with null, and adds what is new at the end', () => {
    const env = (environment: Readonly<Record<string, string | null>>) => changeServiceSpec(rich, { environment })['TaskTemplate'];
    expect(env({ A: 'one', NEW: 'n', B: null }))
      .to.have.nested.property('ContainerSpec.Env')
      .that.deep.equals(['A=one', 'BARE', 'NEW=n']);
    expect(env({ BARE: 'x', GONE: null }))
      .to.have.nested.property('ContainerSpec.Env')
      .that.deep.equals(['A=1', 'B=2', 'BARE=x']);
    expect(env({})).to.have.nested.property('ContainerSpec.Env').that.deep.equals(['A=1', 'B=2', 'BARE']);
  });

  it('merges the parts of deploy over what is there', () => {
    const deploy = {
      restartPolicy: { delayMs: 0 },
      updateConfig: { failureAction: 'rollback' },
      rollbackConfig: { monitorMs: 100 },
      resources: { limits: { cpus: 1 }, reservations: { memoryBytes: 7 } },
      placement: { constraints: ['c==d'] },
    } as const;
    expect(changed({ deploy })).to.deep.equal({
      ...rich,
      TaskTemplate: {
        ...rich.TaskTemplate,
        RestartPolicy: { Condition: 'on-failure', Delay: 0, MaxAttempts: 3 },
        Resources: { Limits: { NanoCPUs: 1e9, MemoryBytes: 100 }, Reservations: { GenericResources: [1], MemoryBytes: 7 } },
        Placement: { Constraints: ['c==d'], Platforms: [{ OS: 'linux' }] },
      },
      UpdateConfig: { Parallelism: 2, Delay: 1e9, MaxFailureRatio: 0.5, Order: 'start-first', FailureAction: 'rollback' },
      RollbackConfig: { Parallelism: 1, Monitor: 1e8 },
    });
  });

  it('scales', () => {
    expect(changed({ replicas: 0 })).to.deep.equal({ ...rich, Mode: { Replicated: { Replicas: 0 } } });
  });

  it('counts a forced update, also the first', () => {
    expect(changed({ force: true })).to.have.nested.property('TaskTemplate.ForceUpdate', 5);
    expect(changed({ force: true }, specOf({ TaskTemplate: {}, Mode: { Global: {} } }))).to.have.nested.property(
      'TaskTemplate.ForceUpdate',
      1,
    );
  });
});
