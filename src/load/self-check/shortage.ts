import { closeSync, openSync, readFileSync } from 'node:fs';

/** When a shortage is told, there may be no descriptor left to read this with. */
const limitAtStart = readDescriptorLimit();

/** What this machine ran out of, by the code of the error, and what helps. */
const shortages: Readonly<Record<string, () => string>> = {
  EMFILE: () =>
    `out of file descriptors: this process may have ${descriptorLimit() ?? 'only so many'} (ulimit -n); allow more, or lower the rate or the timeout`,
  ENFILE: () => 'out of file descriptors: the whole machine may have no more (sysctl fs.file-max)',
  EADDRNOTAVAIL: () =>
    `local ports are used up: new connections to one address have ${portRange() ?? 'only so many'} (sysctl net.ipv4.ip_local_port_range); ` +
    'widen the range, lower the rate, or send over keep-alive connections only',
  ENOBUFS: () => 'no memory for sockets (sysctl net.ipv4.tcp_mem)',
  ENOMEM: () => 'no memory for sockets',
};

const MISTAKE = 'PROBE ';
const MISTAKE_KEPT = 200;

/** Returns the code of a mistake that a project's own probe made. */
export function probeMistake(probe: string, said: string): string {
  return `${MISTAKE}${probe}: ${said.slice(0, MISTAKE_KEPT)}`;
}

/** Returns what ran out, and what helps; undefined when the code means nothing of that kind. */
export function shortageOf(code: string): string | undefined {
  return code.startsWith(MISTAKE) ? `the probe ${code.slice(MISTAKE.length)}` : shortages[code]?.();
}

/** Returns how many descriptors this process may have open; undefined where that is not told. */
export function descriptorLimit(): number | undefined {
  return readDescriptorLimit() ?? limitAtStart;
}

function readDescriptorLimit(): number | undefined {
  const [, limit] = /^Max open files\s+(\d+)/m.exec(read('/proc/self/limits')) ?? [];
  return limit === undefined ? undefined : Number(limit);
}

/** Returns whether no file can be opened any more, so that nobody can even look a name up. */
export function outOfDescriptors(): boolean {
  try {
    closeSync(openSync('/dev/null', 'r'));
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
  }
}

/** Returns the local ports for new connections, as '32768–60999'; undefined where that is not told. */
function portRange(): string | undefined {
  const [from, until] = read('/proc/sys/net/ipv4/ip_local_port_range').trim().split(/\s+/);
  return from === undefined || until === undefined ? undefined : `${from}–${until}`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
