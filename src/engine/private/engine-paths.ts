import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { FaultlineError } from '../../errors/faultline-error.ts';

/** Where everything of one private engine lives, and the names that the kernel knows it by. */
export interface EnginePaths {
  readonly name: string;
  readonly directory: string;
  readonly stateFile: string;
  readonly socket: string;
  readonly dataRoot: string;
  readonly execRoot: string;
  readonly pidFile: string;
  readonly configFile: string;
  readonly log: string;
  /** Name of the veth link and of the cgroup: made from the directory, so that the remains of an engine are found without its state file. */
  readonly id: string;
}

/** A Unix socket address holds 108 bytes with its final NUL (unix(7)); containerd 1.6 refuses more than 104 without it (tried). */
const LONGEST_SOCKET_PATH = 104;
/** The longest of the sockets that dockerd and its containerd make under the directory. */
const LONGEST_SOCKET = 'exec/containerd/containerd-debug.sock';

/** Returns the directory that holds faultline's private engines, as the environment names it. */
export function stateDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['FAULTLINE_STATE_DIR'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (process.geteuid?.() === 0) return '/var/lib/faultline';
  const stateHome = env['XDG_STATE_HOME'];
  return join(stateHome !== undefined && stateHome !== '' ? stateHome : join(homedir(), '.local', 'state'), 'faultline');
}

/** Returns the directory that has one directory per private engine. */
export function enginesDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(stateDirectory(env), 'engines');
}

/**
 * Returns the paths and kernel names of the private engine called `name`.
 * @throws ERR_USAGE when the name cannot be used, or the directory is so long that sockets in it could not be opened
 */
export function enginePaths(name: string, env: NodeJS.ProcessEnv = process.env): EnginePaths {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) {
    throw new FaultlineError('ERR_USAGE', `'${name}' cannot be the name of a private engine`, {
      hint: 'Use 1 to 40 lower-case letters, digits and hyphens, starting with a letter or digit.',
    });
  }
  const directory = join(enginesDirectory(env), name);
  if (Buffer.byteLength(join(directory, LONGEST_SOCKET)) > LONGEST_SOCKET_PATH) {
    const longest = LONGEST_SOCKET_PATH - LONGEST_SOCKET.length - 1;
    throw new FaultlineError('ERR_USAGE', `the directory ${directory} is too long for the sockets that an engine makes in it`, {
      hint: `Set FAULTLINE_STATE_DIR to a shorter directory: with /engines/NAME it may have ${longest} bytes.`,
    });
  }
  return {
    name,
    directory,
    stateFile: join(directory, 'state.json'),
    socket: join(directory, 'docker.sock'),
    dataRoot: join(directory, 'data'),
    execRoot: join(directory, 'exec'),
    pidFile: join(directory, 'dockerd.pid'),
    configFile: join(directory, 'daemon.json'),
    log: join(directory, 'dockerd.log'),
    id: `fl-${createHash('sha256').update(directory).digest('hex').slice(0, 8)}`,
  };
}
