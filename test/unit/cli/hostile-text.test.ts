import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../../src/cli/run-program.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { describeUndo } from '../../../src/faults/describe-undo.ts';

const hostile = '\u001b[2J\u009b1A\u202e$(touch x)`touch x`; touch x\u0007';

describe('foreign text on the terminal', () => {
  it('of an error moves no cursor, and keeps its lines', () => {
    for (const error of [new FaultlineError('ERR_ENGINE_REFUSED', `a\n${hostile}`, { hint: hostile }), new Error(hostile)]) {
      expect(messageOf(error).replaceAll('\n', '')).to.not.match(/[\p{Cc}\p{Cf}]/u);
    }
    expect(messageOf(new FaultlineError('ERR_ENGINE_REFUSED', 'a\nb'))).to.include('a\nb');
  });

  it('of a command that would undo something is one word for a shell', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-test-'));
    const when = 'run-end' as const;
    const commands = [
      [{ action: 'scale-service', service: hostile, replicas: 1, when }, ['docker', 'service', 'scale', `${hostile}=1`]],
      [{ action: 'unpause', container: hostile, when }, ['docker', 'unpause', hostile]],
      [{ action: 'exec', container: 'web', command: ['rm', "it's", hostile], when }, ['docker', 'exec', 'web', 'rm', "it's", hostile]],
      [{ action: 'request', container: 'web', method: 'GET', url: hostile, when }, ['curl', '-X', 'GET', hostile]],
    ] as const;
    try {
      for (const [action, words] of commands) {
        const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${describeUndo(action)}`], { cwd: folder, encoding: 'utf8' });
        expect(stdout.split('\0').slice(0, -1)).to.deep.equal([...words]);
      }
      expect(await readdir(folder)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
