import { expect } from 'chai';
import type { ContainerSnapshot } from '../../../src/engine/engine.ts';
import { publishedUrl } from '../../../src/faults/published-url.ts';

function withPorts(ports: Record<string, number>): ContainerSnapshot {
  return {
    id: 'abc',
    name: 'web.1',
    image: 'web',
    imageId: 'sha256:1',
    labels: {},
    status: 'running',
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

describe('publishedUrl', () => {
  const engine = { hostAddress: '192.0.2.1' };

  it('takes the only TCP port, or the one named', () => {
    expect(publishedUrl(engine, withPorts({ '80/tcp': 32001, '53/udp': 32002 }), '/a?b=1')).to.deep.equal({
      url: 'http://192.0.2.1:32001/a?b=1',
      port: 80,
    });
    expect(publishedUrl(engine, withPorts({ '80/tcp': 32001, '81/tcp': 32002 }), '/', 81).url).to.equal('http://192.0.2.1:32002/');
  });

  it('writes an IPv6 host in brackets', () => {
    expect(publishedUrl({ hostAddress: '2001:db8::1' }, withPorts({ '80/tcp': 32001 }), '/').url).to.equal('http://[2001:db8::1]:32001/');
  });

  it('says which ports there are when the one asked for is not published, or has to be named', () => {
    const two = withPorts({ '80/tcp': 1, '81/tcp': 2 });
    expect(() => publishedUrl(engine, two, '/')).to.throw('web.1 publishes 80, 81, so the request needs to know the port');
    expect(() => publishedUrl(engine, two, '/', 8080)).to.throw('web.1 publishes 80, 81, not 8080');
    expect(() => publishedUrl(engine, withPorts({}), '/', 80)).to.throw('web.1 publishes no TCP port');
  });
});
