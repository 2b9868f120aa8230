import { expect } from 'chai';
import { taskSpecDigest } from '../../../src/engine/swarm/task-spec-digest.ts';
import { parseService } from '../../../src/engine/swarm/service-schema.ts';
import { serviceSnapshot } from '../../../src/engine/swarm/service-snapshot.ts';

const snapshotOf = (spec: object = {}, service: object = {}) =>
  serviceSnapshot(
    parseService({
      ID: 'abc',
      Version: { Index: 7 },
      Spec: { Name: 'web', TaskTemplate: { ContainerSpec: { Image: 'web:1' } }, Mode: { Replicated: { Replicas: 3 } }, ...spec },
      ...service,
    }),
  );
const UPDATE_DEFAULTS = { parallelism: 1, delayMs: 0, failureAction: 'pause', monitorMs: 5000, maxFailureRatio: 0, order: 'stop-first' };

describe('serviceSnapshot', () => {
  it("fills in Swarm's defaults", () => {
    expect(snapshotOf()).to.deep.equal({
      id: 'abc',
      name: 'web',
      labels: {},
      versionIndex: 7,
      image: 'web:1',
      taskSpec: taskSpecDigest({ ContainerSpec: { Image: 'web:1' } }),
      mode: 'replicated',
      replicas: 3,
      endpointMode: 'vip',
      hasPreviousSpec: false,
      updateConfig: UPDATE_DEFAULTS,
      rollbackConfig: UPDATE_DEFAULTS,
      restartPolicy: { condition: 'any', delayMs: 5000, maxAttempts: 0, windowMs: 0 },
      stopGracePeriodMs: 10_000,
      ingressPorts: {},
    });
  });

  it('reads a config that is given as the engine does: no parallelism is all at once, a monitor of 0 the default', () => {
    const { updateConfig } = snapshotOf({ UpdateConfig: { Monitor: 0, MaxFailureRatio: 0.25, FailureAction: 'rollback', Delay: 5e8 } });
    expect(updateConfig).to.deep.equal({
      ...UPDATE_DEFAULTS,
      parallelism: 0,
      delayMs: 500,
      failureAction: 'rollback',
      maxFailureRatio: 0.25,
    });
  });

  it('keeps a restart delay of 0', () => {
    const TaskTemplate = { RestartPolicy: { Condition: 'none', Delay: 0, Window: 25e8 } };
    const { restartPolicy, image } = snapshotOf({ TaskTemplate });
    expect(restartPolicy).to.deep.equal({ condition: 'none', delayMs: 0, maxAttempts: 0, windowMs: 2500 });
    expect(image).to.equal('');
  });

  it('tells of an update, and of none by a status without a state', () => {
    const UpdateStatus = { State: 'paused', StartedAt: '2026-01-02T03:04:05.5Z', Message: 'update paused' };
    expect(snapshotOf({}, { UpdateStatus }).updateStatus).to.deep.equal({
      state: 'paused',
      message: 'update paused',
      startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 500),
    });
    expect(snapshotOf({}, { UpdateStatus: {} })).not.to.have.any.keys('updateStatus');
    expect(snapshotOf({}, { PreviousSpec: { Name: 'web' } }).hasPreviousSpec).to.equal(true);
  });

  it('lists the ingress ports, not those of the tasks', () => {
    const Ports = [
      { Protocol: 'tcp', TargetPort: 80, PublishedPort: 30000, PublishMode: 'ingress' },
      { Protocol: 'udp', TargetPort: 53, PublishedPort: 30001 },
      { Protocol: 'tcp', TargetPort: 90, PublishedPort: 30002, PublishMode: 'host' },
      { Protocol: 'tcp', TargetPort: 91, PublishMode: 'ingress' },
    ];
    expect(snapshotOf({}, { Endpoint: { Ports } }).ingressPorts).to.deep.equal({ '80/tcp': 30000, '53/udp': 30001 });
  });

  it('takes a global service, and jobs, for what their tasks are', () => {
    expect(snapshotOf({ Mode: { Global: {} } }))
      .to.include({ mode: 'global' })
      .and.not.to.have.any.keys('replicas');
    expect(snapshotOf({ Mode: { GlobalJob: {} } }).mode).to.equal('global');
    expect(snapshotOf({ Mode: { ReplicatedJob: { TotalCompletions: 4 } } })).to.include({ mode: 'replicated', replicas: 4 });
    expect(snapshotOf({ EndpointSpec: { Mode: 'dnsrr' } }).endpointMode).to.equal('dnsrr');
  });
});
