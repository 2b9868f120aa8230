import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStat } from '../../src/engine/private/process-identity.ts';
import { CommandLine } from '../support/command-line.ts';
import { Workplace } from '../support/workplace.ts';

/** Long enough to be found, and told by its length from every other. */
const seconds = `86400.${process.pid}`;

describe('a command that a load runs', function () {
  this.timeout(60_000);
  let place: Workplace;
  beforeEach(async () => (place = await Workplace.make()));
  afterEach(async () => place.remove());

  for (const victim of ['the load process alone', 'faultline and its load process at once'] as const) {
    it(`ends when SIGKILL ends ${victim}`, async () => {
      const command = ['--rate', '1/s', '--timeout', '45s', '--for', '50s', '--command', '--', 'sleep', seconds];
      const run = new CommandLine(['measure', 'tcp://127.0.0.1:1', ...command], {
        FAULTLINE_STATE_DIR: join(place.directory, 'state'),
        TMPDIR: place.directory,
      });
      while (sleepers().length < 2) await sleep(50);
      const [prober = 0] = childrenOf(run.pid).filter((pid) => commandOf(pid).includes('prober-process'));
      process.kill(prober, 'SIGKILL');
      if (victim.startsWith('faultline')) run.process.kill('SIGKILL');
      await run.end();
      while (sleepers().length > 0) await sleep(50);
      while (await remains(place.directory)) await sleep(50);
    });
  }

  /** Of the loader, not of faultline, are the files of a cache. */
  async function remains(directory: string): Promise<boolean> {
    const names = await readdir(directory);
    const state = await readdir(join(directory, 'state')).catch(() => []);
    return names.some((name) => name.startsWith('faultline-measure')) || state.some((name) => name === 'reapers');
  }
});

function sleepers(): number[] {
  return pids().filter((pid) => commandOf(pid).endsWith(`/sleep ${seconds}`));
}

function childrenOf(parent: number): number[] {
  return pids().filter((pid) => processStat(pid)?.parent === parent);
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
