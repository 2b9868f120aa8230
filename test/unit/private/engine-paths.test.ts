import { expect } from 'chai';
import { enginePaths, stateDirectory } from '../../../src/engine/private/engine-paths.ts';

describe('stateDirectory', () => {
  it('is what FAULTLINE_STATE_DIR says', () => {
    expect(stateDirectory({ FAULTLINE_STATE_DIR: '/x' })).to.equal('/x');
  });

  it('is never empty', () => {
    expect(stateDirectory({ FAULTLINE_STATE_DIR: '', XDG_STATE_HOME: '' })).to.match(/^\/.*faultline$/);
  });
});

describe('enginePaths', () => {
  it('keeps everything of an engine in one directory', () => {
    const paths = enginePaths('one', { FAULTLINE_STATE_DIR: '/x' });
    expect(paths.directory).to.equal('/x/engines/one');
    for (const path of [paths.socket, paths.dataRoot, paths.execRoot, paths.log, paths.stateFile, paths.pidFile]) {
      expect(path).to.match(/^\/x\/engines\/one\//);
    }
  });

  it('gives each directory an interface name of its own that Linux accepts', () => {
    const ids = ['/x', '/y'].flatMap((directory) => ['one', 'two'].map((name) => enginePaths(name, { FAULTLINE_STATE_DIR: directory }).id));
    expect(new Set(ids).size).to.equal(4);
    for (const id of ids) expect(id).to.match(/^fl-[0-9a-f]{8}$/);
  });

  it('refuses names that would leave its directory or could not be a host name', () => {
    for (const name of ['', '..', 'a/b', 'A', '-a', 'a b', 'x'.repeat(41)]) {
      expect(() => enginePaths(name), name)
        .to.throw('cannot be the name')
        .with.property('code', 'ERR_USAGE');
    }
  });

  it('refuses a directory whose sockets could not be opened, and says how long it may be', () => {
    const longest = (length: number): unknown => enginePaths('a', { FAULTLINE_STATE_DIR: `/${'d'.repeat(length - 11)}` });
    expect(longest(66)).to.be.an('object');
    expect(() => longest(67))
      .to.throw('too long for the sockets')
      .with.property('hint')
      .that.includes('66 bytes');
  });
});
