import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { CommandLine } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const execute = promisify(execFile);

const scenario = `
name: The disk is full
containers:
  full: { image: 'faultline/signaltest:exec' }
timeline:
  - when: { log: full, matches: I am alive }
    signal: { of: full, signal: SIGINT }
  - when: { state: full, is: exited }
expect:
  - exit: { of: full, code: 2 }
`;

describe('A full disk in the output directory', function () {
  this.timeout(60_000);
  let place: Workplace;
  let disk: string;

  before(async () => {
    place = await Workplace.make();
    disk = join(place.directory, 'disk');
    await mkdir(disk);
    await execute('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]);
  });
  after(async () => {
    await execute('umount', [disk]);
    await place.remove();
  });

  it('is said with the directory and the fix; the run is judged from memory, everything is removed, and the exit code is not 0', async () => {
    // Two of the four pages are left: enough to begin a history, not enough to end it.
    await writeFile(join(disk, 'ballast'), Buffer.alloc(4096));
    const run = new CommandLine(['run', await place.scenario(scenario), '--out', disk, '--json']);
    const { code, stdout, stderr } = await run.end();
    expect(code, stderr).to.equal(4);
    expect(stderr)
      .to.include(disk)
      .and.to.include('fix:')
      .and.to.match(/no space left|ENOSPC/i);
    const { runs } = JSON.parse(stdout) as { runs: { checks: { kind: string; verdict: string }[] }[] };
    expect(runs[0]?.checks.find(({ kind }) => kind === 'exit')?.verdict).to.equal('passed');
    const engine = await engineForTests();
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=full`] })).to.deep.equal([]);
    expect((await readFile(join(disk, 'ballast'))).length).to.equal(4096);
  });
});
