import type { Engine } from '../engine.ts';
import type { DoctorLine } from './doctor-report.ts';

/** Engine 20.10, the oldest that faultline is tested with. */
const OLDEST_API = [1, 41] as const;

/** Returns the lines about the engine itself: where it is and what it says of itself. */
export function engineLines({ facts, hostAddress }: Engine): readonly DoctorLine[] {
  const where = facts.local ? 'on this machine' : 'on another machine, or in a virtual one';
  return [
    {
      name: 'engine',
      status: 'ok',
      value: `${facts.name} at ${facts.endpoint}, ${where}`,
      means: `scenarios can run; published ports are reached at ${hostAddress}`,
    },
    versionLine(facts.version, facts.apiVersion),
    { name: 'kernel', status: 'ok', value: `${facts.kernel} (${facts.operatingSystem})`, means: 'recorded with every result' },
    { name: 'cgroup', status: 'ok', value: `v${facts.cgroupVersion}`, means: 'memory and CPU limits, and OOM kills, work' },
    swarmLine(facts.swarm),
  ];
}

function versionLine(version: string, api: string): DoctorLine {
  const [major = 0, minor = 0] = api.split('.').map(Number);
  const old = major < OLDEST_API[0] || (major === OLDEST_API[0] && minor < OLDEST_API[1]);
  const line = { name: 'version', value: `${version}, API ${api}` };
  if (!old) return { ...line, status: 'ok', means: 'every container fault is available' };
  return {
    ...line,
    status: 'limited',
    means: `older than API ${OLDEST_API.join('.')}, with which faultline is tested`,
    fix: 'Use Docker Engine 20.10 or newer.',
  };
}

function swarmLine(swarm: 'inactive' | 'manager' | 'worker'): DoctorLine {
  const line = { name: 'swarm', value: swarm };
  if (swarm === 'manager') return { ...line, status: 'ok', means: 'scenarios with services can run' };
  return {
    ...line,
    status: 'limited',
    means: 'scenarios with containers can run, those with services cannot',
    fix:
      swarm === 'worker'
        ? 'Use the engine of a manager node.'
        : 'Use `--engine private`, whose Swarm is initialised, or run `docker swarm init`.',
  };
}
