import type { Candidate } from '../../../src/attack/candidate.ts';
import type { AttackFault } from '../../../src/attack/strike.ts';
import { faults } from '../../../src/faults/registry.ts';

/** A running container of the subject `web`. */
export function candidate(name: string, sinceMs = 0): Candidate {
  const target = { subject: 'web', name, id: name, labels: {}, attached: true };
  return { target, title: name, image: 'app:1', state: 'running', owner: 'nobody', sinceMs };
}

/** A task of the service `api`. */
export function task(slot: number): Candidate {
  const name = `api.${slot}`;
  const details = { id: name, name, slot, nodeId: 'n', image: 'app:1', version: '1', health: 'none' as const, createdAtMs: 0 };
  const target = { kind: 'task' as const, subject: 'api', name: `${name}.abc1234`, id: name, labels: {}, attached: true, task: details };
  return { target, title: name, image: 'app:1', state: 'running', owner: 'nobody', sinceMs: 0 };
}

export function use(name: string, options: Readonly<Record<string, unknown>> = {}): AttackFault {
  const fault = faults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`There is no fault ${name}.`);
  return { fault, options };
}
