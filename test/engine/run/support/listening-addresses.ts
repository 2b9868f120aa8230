import { readdir, readFile, readlink } from 'node:fs/promises';

const LISTENING = '0A';
/** Number, local address and port, remote ones, state, queues, timers, retransmissions, user, timeout, inode (proc(5)). */
const ROW = /^ *\d+: ([0-9A-F]+):[0-9A-F]{4} [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/gm;

/** Returns the local addresses of the TCP sockets on which a process listens, or every process with this in its environment, and how many those are. */
export async function listeningAddresses(
  whose: number | string,
): Promise<{ readonly processes: number; readonly addresses: readonly string[] }> {
  const pids = typeof whose === 'number' ? [String(whose)] : await withEnvironment(whose);
  const found = await Promise.all(pids.map(async (pid) => addressesOf(pid).catch(() => [])));
  return { processes: pids.length, addresses: found.flat() };
}

async function withEnvironment(entry: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const has = await Promise.all(
    pids.map(async (pid) =>
      readFile(`/proc/${pid}/environ`, 'utf8').then(
        (text) => text.split('\0').includes(entry),
        () => false,
      ),
    ),
  );
  return pids.filter((_, index) => has[index]);
}

async function addressesOf(pid: string): Promise<string[]> {
  const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map(async (fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]));
  const tables = await Promise.all(['tcp', 'tcp6'].map(async (table) => readFile(`/proc/${pid}/net/${table}`, 'utf8')));
  return [...tables.join('').matchAll(ROW)]
    .filter(([, , state, inode]) => state === LISTENING && inodes.has(inode))
    .map(([, address = '']) => written(address));
}

/** IPv4: four bytes, the last one first. IPv6: only whether it is the loopback's. */
function written(address: string): string {
  if (address.length === 8) return Buffer.from(address, 'hex').reverse().join('.');
  return address === `${'0'.repeat(24)}01000000` ? '::1' : `[${address}]`;
}
