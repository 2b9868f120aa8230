import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from '../process-identity.ts';

/** Where a reaper says what it does. The name of the file tells whose reaper it is, and which process: that is how others know that it is at work. */
export interface ReaperLog {
  readonly path: string;
  readonly harnessPid: number;
  /** It waits, or cleans up. */
  readonly alive: boolean;
  /** It has ended its work, and what it did can be told. */
  readonly complete: boolean;
}

type Named = Pick<ProcessIdentity, 'pid' | 'startTime'>;

const NAME = /^(\d+)-(\d*)-(\d+)-(\d*)\.(log|report)$/;

/** Returns the directory of the logs of the reapers of a state directory. */
export function reapersDirectory(stateDir: string): string {
  return join(stateDir, 'reapers');
}

/** Returns the log of one reaper. */
export function reaperLogPath(stateDir: string, harness: Named, reaper: Named): string {
  return join(reapersDirectory(stateDir), `${harness.pid}-${harness.startTime}-${reaper.pid}-${reaper.startTime}.log`);
}

/** Returns what a reaper's log is called once its work has ended. */
export function reportPath(log: string): string {
  return log.replace(/\.log$/, '.report');
}

/** Returns every log in a state directory, by name. */
export async function readReaperLogs(stateDir: string): Promise<readonly ReaperLog[]> {
  const directory = reapersDirectory(stateDir);
  const names = (await readdir(directory).catch(() => [])).sort();
  const { bootId } = await identifyProcess(process.pid);
  const logs = names.map(async (name) => {
    const [, harnessPid = '', , pid = '', startTime = '', kind = ''] = NAME.exec(name) ?? [];
    if (kind === '') return [];
    const alive = await isAlive({ pid: Number(pid), startTime, bootId });
    return [{ path: join(directory, name), harnessPid: Number(harnessPid), alive, complete: kind === 'report' }];
  });
  return (await Promise.all(logs)).flat();
}
