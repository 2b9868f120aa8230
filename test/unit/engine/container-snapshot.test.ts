import { expect } from 'chai';
import { containerSnapshot, parseInspect, parseStatus } from '../../../src/engine/containers/container-snapshot.ts';

const inspect = {
  Id: 'abc',
  Name: '/web',
  Image: 'sha256:1',
  RestartCount: 2,
  State: {
    Status: 'exited',
    Pid: 0,
    ExitCode: 137,
    OOMKilled: true,
    Error: '',
    StartedAt: '2026-01-02T03:04:05.123456789Z',
    FinishedAt: '0001-01-01T00:00:00Z',
  },
  Config: { Image: 'web:1', Labels: null, Tty: false },
  HostConfig: { AutoRemove: false, RestartPolicy: { Name: '', MaximumRetryCount: 0 } },
  NetworkSettings: { Ports: null, Networks: null },
};

describe('containerSnapshot', () => {
  it('reads what is missing as nothing', () => {
    const snapshot = containerSnapshot(parseInspect(inspect));
    expect(snapshot).to.deep.include({ labels: {}, ports: {}, addresses: {}, restartPolicy: { name: 'no', maxRetries: 0 } });
    expect(snapshot).to.include({ name: 'web', exitCode: 137, oomKilled: true, health: 'none', restartCount: 2 });
    expect(snapshot).not.to.have.any.keys('healthcheck', 'stopSignal', 'finishedAtMs');
    expect(snapshot.startedAtMs).to.be.closeTo(Date.UTC(2026, 0, 2, 3, 4, 5) + 123.456789, 0.001);
  });

  it("fills in Docker's defaults of a health check, and knows that NONE is none", () => {
    const withTest = (Test: readonly string[]) =>
      containerSnapshot(
        parseInspect({ ...inspect, Config: { ...inspect.Config, Healthcheck: { Test, Interval: 500_000_000, Timeout: 0 } } }),
      );
    expect(withTest(['CMD', 'ok']).healthcheck).to.deep.equal({
      test: ['CMD', 'ok'],
      intervalMs: 500,
      timeoutMs: 30_000,
      retries: 3,
      startPeriodMs: 0,
    });
    expect(withTest(['NONE'])).not.to.have.property('healthcheck');
    expect(withTest([])).not.to.have.property('healthcheck');
  });

  it('reads the first host port of each published port', () => {
    const ports = {
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '20000' },
        { HostIp: '::', HostPort: '20000' },
      ],
      '81/tcp': null,
      '82/tcp': [],
    };
    const Networks = { front: { IPAddress: '172.18.0.2' }, back: { IPAddress: '' } };
    const snapshot = containerSnapshot(parseInspect({ ...inspect, NetworkSettings: { Ports: ports, Networks } }));
    expect(snapshot.ports).to.deep.equal({ '80/tcp': 20_000 });
    expect(snapshot.addresses).to.deep.equal({ front: '172.18.0.2' });
  });

  it("translates Podman's states", () => {
    expect(['stopped', 'configured', 'running'].map(parseStatus)).to.deep.equal(['exited', 'created', 'running']);
  });

  it('refuses what is no container', () => {
    expect(() => parseInspect({ Id: 'abc' })).to.throw();
  });
});
