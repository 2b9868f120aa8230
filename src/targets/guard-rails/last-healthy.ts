import type { Hit } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/** Something that was there before the run keeps a healthy replica. What the scenario created belongs to it. */
export const lastHealthy: GuardRail = {
  name: 'last_healthy',
  summary: 'An attached subject keeps at least one healthy replica.',
  refuse(hit, { lastHealthy: allowed }) {
    const [first] = hit.targets;
    if (allowed === true || first?.attached !== true) return undefined;
    const healthy = hit.candidates.filter(({ found }) => found?.healthy === true);
    const last = healthy.filter((candidate) => isTakenAway(hit, candidate.name));
    if (last.length === 0 || leftOf(hit, healthy.length, last.length) > 0) return undefined;
    const what = last.length === 1 ? 'is the last healthy replica' : 'are the last healthy replicas';
    return {
      why: `${last.map(({ name }) => name).join(', ')} ${what} of ${first.subject}, which was there before the run`,
      hint: 'Narrow the step with `pick` or run more replicas, or write `blast_radius: { last_healthy: true }` on purpose.',
    };
  },
};

function isTakenAway({ targets, service }: Hit, name: string): boolean {
  return service === undefined ? targets.some((target) => target.name === name) : service.tasksAtOnce > 0;
}

function leftOf({ service }: Hit, healthy: number, hit: number): number {
  return healthy - (service?.tasksAtOnce ?? hit);
}
