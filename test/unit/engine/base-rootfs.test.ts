import { expect } from 'chai';
import { baseRootfs } from '../../../src/engine/images/base-rootfs.ts';
import { canTellLibraries } from '../../../src/engine/images/shared-libraries.ts';

describe('the root file system of faultline/base', () => {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  afterEach(() => {
    restore('PATH', PATH);
    restore('LD_LIBRARY_PATH', LD_LIBRARY_PATH);
  });

  it('is named by what it is made of: the same name each time, another where libraries are found elsewhere', async () => {
    const { hash } = await baseRootfs();
    expect(hash).to.match(/^[0-9a-f]{12}$/);
    expect((await baseRootfs()).hash).to.equal(hash);
    process.env['LD_LIBRARY_PATH'] = '/elsewhere';
    expect((await baseRootfs()).hash).to.not.equal(hash);
  });

  it('has its name without asking any program, so that a run does not wait for that', async () => {
    const { hash } = await baseRootfs();
    process.env['PATH'] = '/nowhere';
    expect((await baseRootfs()).hash).to.equal(hash);
  });

  it('holds this Node, a shell, and the libraries that they need', async () => {
    const files = await (await baseRootfs()).files();
    const targets = files.map(({ target }) => target);
    expect(targets).to.include.members(['/usr/local/bin/node', '/bin/sh', '/bin/kill', '/etc/passwd']);
    if (await canTellLibraries()) expect(targets.join('\n')).to.match(/\/libc[.-]/);
    expect(new Set(targets).size).to.equal(targets.length);
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
