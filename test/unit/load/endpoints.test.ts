import { expect } from 'chai';
import type { ContainerSnapshot, ContainerStatus } from '../../../src/engine/engine.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { EndpointFollower } from '../../../src/load/endpoint-follower.ts';
import { resolveEndpoints, type SubjectContainer } from '../../../src/load/resolve-endpoints.ts';

const HOST = '172.30.0.2';

function snapshot(status: ContainerStatus, ports: Record<string, number>): ContainerSnapshot {
  return {
    id: 'c0ffee',
    name: 'run-web-1',
    image: 'faultline/webserver:v1',
    imageId: 'sha256:1',
    labels: {},
    status,
    pid: 1,
    exitCode: 0,
    oomKilled: false,
    error: '',
    restartCount: 0,
    health: 'none',
    restartPolicy: { name: 'no', maxRetries: 0 },
    hostname: '',
    runsEngine: false,
    autoRemove: false,
    ports,
    addresses: {},
  };
}

const running = (port: number): ContainerSnapshot => snapshot('running', { '8000/tcp': port });
const exited = snapshot('exited', {});

function web(...snapshots: (ContainerSnapshot | undefined)[]): Map<string, readonly SubjectContainer[]> {
  return new Map([['web', snapshots.map((one, index) => ({ name: `web.${index + 1}`, snapshot: one }))]]);
}

function refusal(action: () => unknown): FaultlineError {
  try {
    action();
  } catch (error) {
    expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_SCENARIO_INVALID');
    return error as FaultlineError;
  }
  throw new Error('was accepted');
}

describe('endpoints of a URL', () => {
  it('are the published ports of the running containers of the subject it names', () => {
    const resolved = resolveEndpoints('http://web:8000/a?b=1', web(running(32001), exited, undefined, running(32004)), HOST);
    expect(resolved).to.deep.equal({
      route: 'published-port',
      subject: 'web',
      endpoints: [
        { container: 'web.1', address: HOST, port: 32001 },
        { container: 'web.4', address: HOST, port: 32004 },
      ],
      host: 'web:8000',
      path: '/a?b=1',
    });
  });

  it('are the URL itself when its host is no subject', () => {
    expect(resolveEndpoints('https://example.org/', web(), HOST).endpoints).to.deep.equal([{ address: 'example.org', port: 443 }]);
    expect(resolveEndpoints('http://[::1]:81/', web(), HOST)).to.deep.include({
      route: 'external',
      endpoints: [{ address: '::1', port: 81 }],
    });
  });

  it('find a subject whose name has capitals, which a URL does not keep', () => {
    const subjects = new Map([['Web', [{ name: 'Web.1', snapshot: running(32001) }]]]);
    expect(resolveEndpoints('http://Web:8000/', subjects, HOST).endpoints).to.have.length(1);
  });

  it('are an error with its fix when the port is not published or the URL is none', () => {
    expect(refusal(() => resolveEndpoints('http://web/', web(running(32001)), HOST)).hint).to.equal('Give the subject "web" ports: [80].');
    expect(refusal(() => resolveEndpoints('web:8000', web(running(32001)), HOST)).hint).to.contain('http://web:8000/');
    expect(refusal(() => resolveEndpoints('ftp://web:8000', web(), HOST)).message).to.contain('ftp://web:8000');
  });
});

describe('following endpoints', () => {
  const follow = (...snapshots: (ContainerSnapshot | undefined)[]): EndpointFollower =>
    new EndpointFollower('http://web:8000/', web(...snapshots), HOST);

  it('drops a container that stopped, and takes it back where it is now', () => {
    const follower = follow(running(32001), running(32002));
    expect(follower.update('web.1', exited)).to.deep.equal([{ container: 'web.2', address: HOST, port: 32002 }]);
    expect(follower.update('web.1', running(32009))).to.deep.equal([
      { container: 'web.1', address: HOST, port: 32009 },
      { container: 'web.2', address: HOST, port: 32002 },
    ]);
    expect(follower.endpoints).to.have.length(2);
  });

  it('tells nothing when nothing changed', () => {
    const follower = follow(running(32001));
    expect(follower.update('web.1', running(32001))).to.equal(undefined);
    expect(follower.update('db.1', running(1))).to.equal(undefined);
  });

  it('keeps the last known endpoints when no container is left: clients would still go there', () => {
    const follower = follow(running(32001), running(32002));
    follower.update('web.1', exited);
    expect(follower.update('web.2', undefined)).to.equal(undefined);
    expect(follower.endpoints).to.deep.equal([{ container: 'web.2', address: HOST, port: 32002 }]);
    expect(follower.update('web.2', running(32002))).to.equal(undefined);
    expect(follower.update('web.2', running(32003))).to.deep.equal([{ container: 'web.2', address: HOST, port: 32003 }]);
  });

  it('stays with a paused container, whose port still takes connections', () => {
    const follower = follow(running(32001), running(32002));
    expect(follower.update('web.1', snapshot('paused', { '8000/tcp': 32001 }))).to.equal(undefined);
  });

  it('begins with nothing when the subject is started later', () => {
    const follower = follow(undefined);
    expect(follower.endpoints).to.deep.equal([]);
    expect(follower.update('web.1', running(32001))).to.have.length(1);
  });

  it('has nothing to follow for an external URL', () => {
    const follower = new EndpointFollower('http://example.org/', web(running(32001)), HOST);
    expect(follower).to.include({ route: 'external', subject: undefined });
    expect(follower.update('web.1', exited)).to.equal(undefined);
  });
});
