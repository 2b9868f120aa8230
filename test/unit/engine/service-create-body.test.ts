import { expect } from 'chai';
import { serviceCreateBody } from '../../../src/engine/swarm/service-create-body.ts';
import type { CreateService } from '../../../src/engine/swarm.ts';
import type { DeploySpec, ServiceSpec } from '../../../src/scenario/service-spec.ts';

type Given = Partial<Omit<ServiceSpec, 'deploy'>> & { readonly deploy?: Partial<DeploySpec> };

const bodyOf = ({ deploy, ...spec }: Given = {}, request: Partial<CreateService> = {}) =>
  serviceCreateBody({
    name: 'web',
    spec: {
      environment: {},
      init: false,
      ports: [],
      networks: [],
      labels: {},
      readOnly: false,
      ...spec,
      deploy: { mode: 'replicated', replicas: 2, labels: {}, ...deploy },
    },
    image: 'web:1',
    labels: { run: '1' },
    networks: [],
    publishMode: 'host',
    ...request,
  });

describe('serviceCreateBody', () => {
  it('leaves to Swarm and the image what the spec does not say', () => {
    expect(bodyOf()).to.deep.equal({
      Name: 'web',
      Labels: { run: '1' },
      TaskTemplate: { ContainerSpec: { Image: 'web:1', Labels: { run: '1' }, Env: [], Init: false } },
      Mode: { Replicated: { Replicas: 2 } },
    });
  });

  it('writes the parallelism of 1 that the engine would not assume in a config that is given', () => {
    const body = bodyOf({ deploy: { updateConfig: { delayMs: 1500 }, rollbackConfig: { parallelism: 0 } } });
    expect(body['UpdateConfig']).to.deep.equal({ Parallelism: 1, Delay: 1.5e9 });
    expect(body['RollbackConfig']).to.deep.equal({ Parallelism: 0 });
  });

  it('converts units', () => {
    const body = bodyOf({
      stopGracePeriodMs: 2500,
      healthcheck: { test: ['CMD', 'ok'], intervalMs: 500 },
      deploy: {
        restartPolicy: { condition: 'on-failure', delayMs: 0, maxAttempts: 2, windowMs: 3000 },
        resources: { limits: { cpus: 0.25, memoryBytes: 1e8 } },
        placement: { constraints: ['node.role == worker'], maxReplicasPerNode: 2 },
        updateConfig: { parallelism: 2, failureAction: 'rollback', monitorMs: 2000, maxFailureRatio: 0.5, order: 'start-first' },
      },
    });
    expect(body['TaskTemplate']).to.deep.include({
      RestartPolicy: { Condition: 'on-failure', Delay: 0, MaxAttempts: 2, Window: 3e9 },
      Resources: { Limits: { NanoCPUs: 250_000_000, MemoryBytes: 1e8 } },
      Placement: { Constraints: ['node.role == worker'], MaxReplicas: 2 },
    });
    expect(body)
      .to.have.nested.property('TaskTemplate.ContainerSpec')
      .that.deep.includes({ StopGracePeriod: 2.5e9, Healthcheck: { Test: ['CMD', 'ok'], Interval: 5e8 } });
    expect(body['UpdateConfig']).to.deep.equal({
      Parallelism: 2,
      FailureAction: 'rollback',
      Monitor: 2e9,
      MaxFailureRatio: 0.5,
      Order: 'start-first',
    });
  });

  it('publishes auto ports the way it is told, the others as they say', () => {
    const ports = [
      { target: 80, protocol: 'tcp', mode: 'auto' },
      { target: 53, protocol: 'udp', mode: 'ingress', published: 5353 },
      { target: 90, protocol: 'tcp', mode: 'host' },
    ] as const;
    const modesOf = (publishMode: 'ingress' | 'host') => bodyOf({ ports }, { publishMode })['EndpointSpec'];
    expect(modesOf('ingress')).to.deep.equal({
      Ports: [
        { Protocol: 'tcp', TargetPort: 80, PublishMode: 'ingress' },
        { Protocol: 'udp', TargetPort: 53, PublishedPort: 5353, PublishMode: 'ingress' },
        { Protocol: 'tcp', TargetPort: 90, PublishMode: 'host' },
      ],
    });
    expect(modesOf('host')).to.have.nested.property('Ports[0].PublishMode', 'host');
    expect(bodyOf({ deploy: { endpointMode: 'dnsrr' } })['EndpointSpec']).to.deep.equal({ Mode: 'dnsrr', Ports: [] });
  });

  it('is global without a number of replicas', () => {
    expect(bodyOf({ deploy: { mode: 'global' } })['Mode']).to.deep.equal({ Global: {} });
  });

  it("puts the harness's labels over the scenario's: on the service those of deploy, on the containers the others", () => {
    const body = bodyOf({ labels: { run: 'mine', colour: 'blue' }, deploy: { labels: { run: 'mine', team: 'a' } } });
    expect(body['Labels']).to.deep.equal({ run: '1', team: 'a' });
    expect(body).to.have.nested.property('TaskTemplate.ContainerSpec.Labels').that.deep.equals({ run: '1', colour: 'blue' });
  });

  it('maps commands, networks and the rest of the container', () => {
    const spec = { entrypoint: ['a'], command: ['b'], environment: { X: '1=2' }, user: 'u', workingDir: '/w', hostname: 'h' };
    const body = bodyOf({ ...spec, readOnly: true, init: true, stopSignal: 'SIGINT' }, { networks: [{ name: 'n', aliases: ['web'] }] });
    expect(body)
      .to.have.nested.property('TaskTemplate.ContainerSpec')
      .that.deep.includes({
        Command: ['a'],
        Args: ['b'],
        Env: ['X=1=2'],
        User: 'u',
        Dir: '/w',
        Hostname: 'h',
        ReadOnly: true,
        Init: true,
        StopSignal: 'SIGINT',
      });
    expect(body)
      .to.have.nested.property('TaskTemplate.Networks')
      .that.deep.equals([{ Target: 'n', Aliases: ['web'] }]);
  });
});
