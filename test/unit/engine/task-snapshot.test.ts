import { expect } from 'chai';
import { parseService } from '../../../src/engine/swarm/service-schema.ts';
import { serviceSnapshot } from '../../../src/engine/swarm/service-snapshot.ts';
import { taskSpecDigest } from '../../../src/engine/swarm/task-spec-digest.ts';
import { parseTask, taskSnapshot } from '../../../src/engine/swarm/tasks.ts';

const snapshotOf = (status: object = {}, task: object = {}) =>
  taskSnapshot(
    parseTask({
      ID: 't1',
      CreatedAt: '2026-01-02T03:04:05Z',
      ServiceID: 's1',
      Slot: 2,
      NodeID: 'n1',
      Spec: { ContainerSpec: { Image: 'web:1' } },
      DesiredState: 'running',
      Status: { Timestamp: '2026-01-02T03:04:06.25Z', State: 'running', ...status },
      ...task,
    }),
  );
const container = (ExitCode: number) => ({ ContainerStatus: { ContainerID: 'c1', PID: 1, ExitCode } });

describe('taskSnapshot', () => {
  it('reads what is missing as nothing', () => {
    expect(snapshotOf({}, { Slot: undefined, NodeID: undefined })).to.deep.equal({
      id: 't1',
      serviceId: 's1',
      nodeId: '',
      image: 'web:1',
      taskSpec: taskSpecDigest({ ContainerSpec: { Image: 'web:1' } }),
      state: 'running',
      desiredState: 'running',
      message: '',
      error: '',
      containerId: '',
      createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
      stateAtMs: Date.UTC(2026, 0, 2, 3, 4, 6, 250),
      ports: {},
    });
  });

  it('tells which tasks are made from the spec that their service has', () => {
    const made = (Spec: object) => snapshotOf({}, { Spec }).taskSpec;
    const wanted = (TaskTemplate: object) =>
      serviceSnapshot(parseService({ ID: 'abc', Version: { Index: 7 }, Spec: { Name: 'web', TaskTemplate, Mode: {} } })).taskSpec;
    const spec = {
      ContainerSpec: { Image: 'web:1', Env: ['A=1'], StopGracePeriod: 1 },
      RestartPolicy: { Condition: 'any' },
      ForceUpdate: 0,
    };
    // The engine tells more of a service, and in another order.
    const template = { Runtime: 'container', Networks: [{ Target: 'n' }], ForceUpdate: 0, RestartPolicy: { Condition: 'any' } };
    const container = { StopGracePeriod: 1, Env: ['A=1'], Image: 'web:1' };
    expect(made(spec)).to.equal(wanted({ ...template, ContainerSpec: container }));
    for (const changed of [{ ForceUpdate: 1 }, { ContainerSpec: { ...container, Env: ['A=2'] } }, { Placement: { Constraints: ['x'] } }]) {
      expect(made(spec), JSON.stringify(changed)).not.to.equal(wanted({ ...template, ContainerSpec: container, ...changed }));
    }
  });

  it('has an exit code once a container has ended, also 0', () => {
    expect(snapshotOf(container(0))).not.to.have.any.keys('exitCode');
    expect(snapshotOf({ ...container(0), State: 'complete' })).to.include({ exitCode: 0, containerId: 'c1' });
    expect(snapshotOf({ ...container(15), State: 'failed', Err: 'task: non-zero exit (15)' })).to.include({
      exitCode: 15,
      error: 'task: non-zero exit (15)',
    });
    expect(snapshotOf({ ContainerStatus: { ContainerID: '', ExitCode: 0 }, State: 'shutdown' })).not.to.have.any.keys('exitCode');
    expect(snapshotOf({ State: 'rejected', Err: 'No such image: web:1' })).not.to.have.any.keys('exitCode');
  });

  it('tells the host ports by target port', () => {
    const Ports = [
      { Protocol: 'tcp', TargetPort: 80, PublishedPort: 32768, PublishMode: 'host' },
      { Protocol: 'tcp', TargetPort: 81, PublishMode: 'host' },
    ];
    expect(snapshotOf({ PortStatus: { Ports } }).ports).to.deep.equal({ '80/tcp': 32768 });
    expect(snapshotOf({ PortStatus: {} }).ports).to.deep.equal({});
  });

  it('refuses a state that Swarm does not have', () => {
    expect(() => snapshotOf({ State: 'asleep' })).to.throw(/asleep|Invalid/);
  });
});
