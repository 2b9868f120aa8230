import { expect } from 'chai';
import { faultlineMain } from '../../support/built.ts';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

function faultline(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...faultlineMain, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

describe('faultline validate', function () {
  this.timeout(60_000);

  it('prints every problem of every file to stdout and exits with 2', () => {
    const { status, stdout } = faultline('validate', 'test/broken');
    expect(status).to.equal(2);
    expect(stdout).to.include('test/broken/unknown-signal.yaml:7:18  unknown signal `SIGTREM`').and.include('fix: did you mean `SIGTERM`?');
    expect(stdout).to.match(/\n\d+ files, \d+ not valid: \d+ problems\n$/);
  });

  it('prints a JSON document with --json', () => {
    const { status, stdout } = faultline('validate', 'test/broken/unknown-signal.yaml', '--json');
    const { valid, files } = JSON.parse(stdout) as { valid: boolean; files: { problems: { line: number }[] }[] };
    expect({ status, valid, lines: files.flatMap(({ problems }) => problems.map(({ line }) => line)) }).to.deep.equal({
      status: 2,
      valid: false,
      lines: [7, 10],
    });
  });

  it('says so when all is well, and when there is no such path', () => {
    const good = faultline('validate', 'scenarios');
    expect(good.stdout).to.match(/(^|\n)\d+ files, all valid/);
    expect(good.status).to.equal(0);
    expect(faultline('validate', 'no/such/path').status).to.equal(2);
  });
});

describe('faultline plan', function () {
  this.timeout(60_000);

  it('gives the same bytes for the same seed', () => {
    const plan = (seed: string) => faultline('plan', 'scenarios/restart', '--seed', seed, '--json');
    const first = plan('42');
    expect(first.status).to.equal(0);
    expect(JSON.parse(first.stdout)).to.be.an('array').that.is.not.empty;
    expect(plan('42').stdout).to.equal(first.stdout);
    expect(plan('43').stdout).to.not.equal(first.stdout);
  });

  it('shows problems and exits with 2', () => {
    const { status, stdout, stderr } = faultline('plan', 'test/broken/unknown-signal.yaml');
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(stderr).to.include(':7:18  unknown signal').and.not.include('    at ');
  });
});
