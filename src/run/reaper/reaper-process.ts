import { describeError } from '../../errors/describe-error.ts';
import { reap } from './reap.ts';

// The shell that waited for the end of the harness has become this process: `reaper.ts` says how.
const [stateDir = '', pid = '', startTime = '', bootId = ''] = process.argv.slice(2);

// On a full disk there is nowhere to say it, but all the more to do.
process.stdout.on('error', () => undefined);

const say = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

try {
  await reap({ stateDir, owner: { pid: Number(pid), startTime, bootId }, say });
} catch (error) {
  say(`the reaper failed: ${describeError(error)}; to clean up by hand: faultline cleanup`);
}
