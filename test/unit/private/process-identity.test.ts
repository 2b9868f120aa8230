import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { isRunning, processStat } from '../../../src/engine/private/process-identity.ts';

// There is no /proc elsewhere, nor a private engine.
if (process.platform === 'linux')
  describe('processStat', () => {
    it('reads a process whose name has blanks and parentheses', async () => {
      const child = spawn(process.execPath, ['-e', "process.title = 'a) b ('; process.stdout.write('ready'); setInterval(() => {}, 1e9)"]);
      try {
        await once(child.stdout, 'data');
        const stat = processStat(child.pid!);
        expect(stat?.command).to.equal('a) b (');
        expect(stat?.parent).to.equal(process.pid);
        expect(stat?.startTime).to.be.greaterThan(0);
      } finally {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
    });

    it('takes a process that has ended, or another with the same pid, for gone', async () => {
      const self = processStat(process.pid)!;
      expect(isRunning(self)).to.equal(true);
      expect(isRunning({ pid: self.pid, startTime: self.startTime + 1 })).to.equal(false);
      const child = spawn(process.execPath, ['-e', '']);
      await once(child, 'close');
      expect(processStat(child.pid!)).to.equal(undefined);
    });
  });
