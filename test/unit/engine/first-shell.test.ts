import { expect } from 'chai';
import { firstShell } from '../../../src/engine/containers/first-shell.ts';

describe('firstShell', () => {
  it('is the shell that stays in front of a program', () => {
    expect(firstShell('/bin/sh', ['-c', 'node app.js; exit $?'])).to.deep.equal({ shell: '/bin/sh -c' });
    expect(firstShell('bash', ['-c', 'migrate && node app.js'])).to.deep.equal({ shell: 'bash -c' });
    expect(firstShell('/bin/busybox', ['sh', '-c', 'node app.js | tee log'])).to.deep.equal({ shell: '/bin/busybox -c' });
  });

  it('is none where the program takes its place, nor where there is none', () => {
    expect(firstShell('/bin/sh', ['-c', 'node app.js'])).to.deep.equal({});
    expect(firstShell('/bin/sh', ['-c', 'migrate; exec node app.js'])).to.deep.equal({});
    expect(firstShell('/bin/sh', ['entrypoint.sh'])).to.deep.equal({});
    expect(firstShell('node', ['-e', 'a; b'])).to.deep.equal({});
    expect(firstShell('/sbin/docker-init', ['--', '/bin/sh', '-c', 'a; b'])).to.deep.equal({});
  });
});
