import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { searchPath } from '../../../src/engine/find-program.ts';
import { processStat } from '../../../src/engine/private/process-identity.ts';

const execute = promisify(execFile);

/** In the environment of every faultline that a crash test starts, and so of all that it starts. */
export const CRASH_MARK = 'FAULTLINE_CRASH_TEST';

export interface HostPlaces {
  readonly stateDir: string;
  readonly out: string;
  /** TMPDIR of every faultline of the test. */
  readonly temporary: string;
  /** A process in the network namespace of the engine. */
  readonly namespaceOf: number;
}

/** Returns what of the machine a run could leave behind, a line each: processes, files and network interfaces. */
export async function hostInventory({ stateDir, out, temporary, namespaceOf }: HostPlaces): Promise<string[]> {
  const [state, reports, files, links] = await Promise.all([
    tree(stateDir, (path) => !path.startsWith('engines/') && !path.endsWith('.report') && path !== 'engines' && path !== 'reapers'),
    // Reports are what a run is meant to leave.
    tree(out, (path) => /\.tmp$|latest-/.test(path)),
    tree(temporary, (path) => !path.startsWith('tsx-')),
    interfaces(namespaceOf),
  ]);
  return [...processes(), ...state.map((path) => `state ${path}`), ...[...reports, ...files].map((path) => `file ${path}`), ...links];
}

/** Returns the processes that carry the mark of a crash test, or that a load of it runs as its command. */
function processes(): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const command = read(`/proc/${entry}/cmdline`).replaceAll('\0', ' ').trim();
      const mark = read(`/proc/${entry}/environ`)
        .split('\0')
        .find((variable) => variable.startsWith(`${CRASH_MARK}=`));
      const ours = mark !== undefined || /(^|\/)sleep 1\.9\d\d$/.test(command);
      return ours && processStat(Number(entry)) !== undefined ? [`process ${entry} ${mark ?? ''} ${command}`] : [];
    });
}

async function tree(directory: string, wanted: (path: string) => boolean): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true }).catch(() => []);
  return entries.filter(wanted).map((path) => join(directory, path));
}

/** Docker names them at random: counted by their kind. */
async function interfaces(pid: number): Promise<string[]> {
  const env = { ...process.env, PATH: searchPath() };
  const { stdout } = await execute('nsenter', ['-t', String(pid), '-n', 'ip', '-o', 'link'], { env });
  return stdout
    .split('\n')
    .flatMap((line) => /^\d+: (veth|br-|vx-|[a-z_]+)/.exec(line)?.[1] ?? [])
    .map((kind) => `interface ${kind}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
