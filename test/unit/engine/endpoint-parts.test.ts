import { expect } from 'chai';
import { parseEndpoint, withoutPassword } from '../../../src/engine/address/endpoint-parts.ts';

describe('parseEndpoint', () => {
  it('understands what the docker CLI understands', () => {
    expect(parseEndpoint('unix:///run/my.sock')).to.deep.equal({ kind: 'unix', path: '/run/my.sock' });
    expect(parseEndpoint('unix://')).to.deep.equal({ kind: 'unix', path: '/var/run/docker.sock' });
    expect(parseEndpoint('tcp://10.0.0.1')).to.deep.equal({ kind: 'tcp', host: '10.0.0.1', port: 2375 });
    expect(parseEndpoint('tcp://10.0.0.1', true)).to.deep.equal({ kind: 'tcp', host: '10.0.0.1', port: 2376 });
    expect(parseEndpoint('engine.lan:1234')).to.deep.equal({ kind: 'tcp', host: 'engine.lan', port: 1234 });
    expect(parseEndpoint('tcp://[::1]:2375')).to.deep.equal({ kind: 'tcp', host: '::1', port: 2375 });
    expect(parseEndpoint('ssh://host')).to.deep.equal({ kind: 'ssh', host: 'host' });
    expect(parseEndpoint('ssh://me@host:22/run/d.sock')).to.deep.equal({
      kind: 'ssh',
      host: 'host',
      user: 'me',
      port: 22,
      socketPath: '/run/d.sock',
    });
  });

  for (const bad of [
    '',
    'npipe:////./pipe/docker',
    'http://host',
    'tcp://',
    'tcp://host:99999',
    'ssh://-oProxyCommand=x',
    'ssh://a;b@host',
    'ssh://host/$(id)',
  ]) {
    it(`refuses '${bad}'`, () => {
      expect(() => parseEndpoint(bad))
        .to.throw()
        .with.property('code', 'ERR_USAGE');
    });
  }

  it('refuses a password for ssh and never shows one', () => {
    expect(() => parseEndpoint('ssh://me:secret@host'))
      .to.throw('password')
      .with.property('message')
      .that.does.not.include('secret');
    expect(withoutPassword('ssh://me:secret@host:22')).to.equal('ssh://me@host:22');
    expect(withoutPassword('tcp://host:2375')).to.equal('tcp://host:2375');
  });
});
