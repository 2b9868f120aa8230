import { expect } from 'chai';
import { containerCreateBody } from '../../../src/engine/containers/container-create-body.ts';
import type { ContainerSpec } from '../../../src/scenario/container-spec.ts';
import { plainSpec } from '../../support/plain-spec.ts';

const bodyOf = (spec: Partial<ContainerSpec>, networks: readonly { name: string; aliases: readonly string[] }[] = []) =>
  containerCreateBody({ name: 'a', spec: plainSpec(spec), image: 'i', labels: { run: '1' }, publish: { '80/tcp': 20000 }, networks });

describe('containerCreateBody', () => {
  it('leaves to the image and the engine what the spec does not say', () => {
    const body = bodyOf({});
    expect(body).not.to.have.any.keys('Cmd', 'Entrypoint', 'User', 'WorkingDir', 'Hostname', 'StopSignal', 'StopTimeout', 'Healthcheck');
    expect(body.HostConfig).not.to.have.any.keys('Memory', 'NanoCpus', 'PidsLimit', 'NetworkMode');
    expect(body.HostConfig?.RestartPolicy).to.deep.equal({ Name: 'no' });
  });

  it('converts units', () => {
    const body = bodyOf({
      stopGracePeriodMs: 1500,
      cpus: 0.25,
      memLimitBytes: 1e8,
      healthcheck: { test: ['CMD', 'ok'], intervalMs: 0.5, timeoutMs: 1000, retries: 2, startPeriodMs: 3000 },
    });
    expect(body.StopTimeout).to.equal(2);
    expect(body.HostConfig).to.include({ NanoCpus: 250_000_000, Memory: 1e8 });
    expect(body.Healthcheck).to.deep.equal({ Test: ['CMD', 'ok'], Interval: 500_000, Timeout: 1e9, Retries: 2, StartPeriod: 3e9 });
  });

  it('exposes the ports of the spec and publishes those that were given a host port', () => {
    const body = bodyOf({ ports: [{ container: 53, protocol: 'udp' }] });
    expect(body.ExposedPorts).to.have.all.keys('53/udp', '80/tcp');
    expect(body.HostConfig?.PortBindings).to.deep.equal({ '80/tcp': [{ HostPort: '20000' }] });
  });

  it('splits tmpfs options from the path', () => {
    expect(bodyOf({ tmpfs: ['/a', '/b:size=1m,mode=1777'] }).HostConfig?.Tmpfs).to.deep.equal({ '/a': '', '/b': 'size=1m,mode=1777' });
  });

  it('starts on the first network only', () => {
    const body = bodyOf({}, [
      { name: 'front', aliases: ['web'] },
      { name: 'back', aliases: ['store'] },
    ]);
    expect(body.HostConfig?.NetworkMode).to.equal('front');
    expect(body.NetworkingConfig?.EndpointsConfig).to.deep.equal({ front: { Aliases: ['web'] } });
  });

  it("puts the harness's labels over the scenario's", () => {
    expect(bodyOf({ labels: { run: 'mine', colour: 'blue' } }).Labels).to.deep.equal({ run: '1', colour: 'blue' });
  });
});
