import { spawn } from 'node:child_process';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { findProgram, searchPath } from '../find-program.ts';
import type { EnginePaths } from './engine-paths.ts';
import { MARK } from './engine-processes.ts';
import { processStat, type ProcessIdentity } from './process-identity.ts';

/**
 * What the holder sees, and therefore dockerd: a /run of its own (a restarted dockerd still finds its shims' sockets there, and none
 * of the machine's: no firewalld, no systemd), and /etc and /opt with a layer on top that takes what dockerd and containerd
 * write there (/etc/docker/key.json, /opt/containerd), so that the machine's stay as they are.
 * The resolver is one that refuses at once: without it each Swarm task waits for the name of a registry that it cannot reach.
 */
const SCRIPT = `
set -e
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/faultline/etc /run/faultline/etc.work /run/faultline/opt /run/faultline/opt.work
echo 'nameserver 127.0.0.1' > /run/faultline/etc/resolv.conf
if mount -t overlay -o lowerdir=/etc,upperdir=/run/faultline/etc,workdir=/run/faultline/etc.work overlay /etc 2>/dev/null; then :
else mount --bind /run/faultline/etc/resolv.conf /etc/resolv.conf
fi
test ! -d /opt || mount -t overlay -o lowerdir=/opt,upperdir=/run/faultline/opt,workdir=/run/faultline/opt.work overlay /opt 2>/dev/null || :
echo "$1" > /proc/sys/kernel/hostname || :
echo ready
exec sleep infinity > /dev/null 2>&1
`;

/**
 * Returns the process that keeps a private engine's network, mount and uts namespaces alive, once they are furnished.
 * @throws ERR_CAPABILITY_MISSING when this machine does not allow them
 */
export async function startHolder(paths: EnginePaths): Promise<ProcessIdentity> {
  const unshare = (await findProgram('unshare')) ?? 'unshare';
  const args = ['--net', '--mount', '--uts', '--propagation', 'private', 'sh', '-c', SCRIPT, 'sh', `faultline-${paths.name}`];
  const child = spawn(unshare, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: searchPath(), LC_ALL: 'C', [MARK]: paths.directory },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const ready = await new Promise<boolean>((resolve) => {
    child.stdout.once('data', () => resolve(true));
    child.once('error', (error) => {
      words += error.message;
      resolve(false);
    });
    child.once('close', () => resolve(false));
  });
  child.unref();
  const identity = child.pid === undefined ? undefined : processStat(child.pid);
  if (ready && identity !== undefined) return { pid: identity.pid, startTime: identity.startTime };
  throw new FaultlineError('ERR_CAPABILITY_MISSING', `namespaces for a private engine cannot be made: ${words.trim()}`, {
    hint: 'Inside a container this needs --privileged.',
  });
}
