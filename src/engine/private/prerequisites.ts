import { FaultlineError } from '../../errors/faultline-error.ts';
import { findProgram } from '../find-program.ts';

/** The packages of Debian and Ubuntu that have what a private engine needs. */
export const INSTALL_COMMAND = 'apt-get install -y --no-install-recommends docker.io iptables iproute2';

const PROGRAMS = ['dockerd', 'containerd', 'ip', 'iptables', 'nsenter', 'unshare', 'mount', 'umount'];

export interface Shortcoming {
  readonly what: string;
  readonly fix: string;
}

/** Returns why a private engine cannot be brought up on this machine; empty when it can, as far as can be told without trying. */
export async function missingPrerequisites(): Promise<readonly Shortcoming[]> {
  if (process.platform !== 'linux') {
    return [
      { what: `this is ${process.platform}, and network namespaces exist on Linux only`, fix: 'Use a Docker Engine that runs already.' },
    ];
  }
  const missing: Shortcoming[] = [];
  if (process.geteuid?.() !== 0) {
    missing.push({ what: 'only root may make network namespaces', fix: 'Run the same command as root (sudo).' });
  }
  const found = await Promise.all(PROGRAMS.map(async (program) => ({ program, path: await findProgram(program) })));
  const absent = found.filter(({ path }) => path === undefined).map(({ program }) => program);
  if (absent.length > 0) {
    missing.push({ what: `not installed: ${absent.join(', ')}`, fix: `As root: ${INSTALL_COMMAND}` });
  }
  return missing;
}

/** @throws ERR_CAPABILITY_MISSING with the command that would fix it, when this machine cannot have a private engine */
export async function requirePrerequisites(): Promise<void> {
  const missing = await missingPrerequisites();
  if (missing.length === 0) return;
  const what = missing.map((shortcoming) => shortcoming.what).join('; ');
  throw new FaultlineError('ERR_CAPABILITY_MISSING', `a private engine is not possible here: ${what}`, {
    hint: missing.map((shortcoming) => shortcoming.fix).join(' '),
  });
}
