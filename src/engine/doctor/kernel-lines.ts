import type { EngineFacts } from '../engine.ts';
import type { DoctorLine } from './doctor-report.ts';

/** Returns the lines about what the engine's kernel allows. */
export function kernelLines({ capabilities, local }: EngineFacts): readonly DoctorLine[] {
  return [
    featureLine(capabilities.ipvs, {
      name: 'ipvs',
      available: "Swarm's routing mesh works: a service is reached at one published port",
      unavailable: "Swarm's routing mesh does not work: load goes to each task's own port instead, and the report says so",
      fix: 'modprobe ip_vs, or a kernel built with CONFIG_IP_VS.',
    }),
    featureLine(capabilities.netem, {
      name: 'netem',
      available: 'packet delay, loss and reordering can be made',
      unavailable: 'packet delay and reordering cannot be made; drops and rejects can',
      fix: 'modprobe sch_netem, or a kernel built with CONFIG_NET_SCH_NETEM.',
    }),
    hostPidsLine(capabilities.hostPids, local),
  ];
}

interface Feature {
  readonly name: string;
  readonly available: string;
  readonly unavailable: string;
  readonly fix: string;
}

function featureLine(has: boolean | null, feature: Feature): DoctorLine {
  if (has === true) return { name: feature.name, status: 'ok', value: 'available', means: feature.available };
  if (has === false)
    return { name: feature.name, status: 'missing', value: 'not in this kernel', means: feature.unavailable, fix: feature.fix };
  return {
    name: feature.name,
    status: 'limited',
    value: 'cannot be told from here',
    means: `if it is missing: ${feature.unavailable}`,
    fix: `On the engine's machine, if needed: ${feature.fix}`,
  };
}

function hostPidsLine(allowed: boolean, local: boolean): DoctorLine {
  const name = 'host pids';
  if (allowed) {
    return {
      name,
      status: 'ok',
      value: 'may be signalled',
      means: '`crash` ends processes from outside, so that restart policies act as for a real crash',
    };
  }
  return {
    name,
    status: 'limited',
    value: local ? 'may not be signalled by this user' : 'not on this machine',
    means: "`crash` goes through a helper container in the engine's pid namespace",
    ...(local ? { fix: 'Run as root to signal them directly.' } : {}),
  };
}
