import { RUN_LABEL } from '../../engine/labels.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';
import { labelsOf } from './labels-of.ts';

/** What a run of faultline created is hit by that run only, and only as a subject of its own. */
export const otherRun: GuardRail = {
  name: 'other_run',
  summary: "Faults never hit faultline's own containers: its helpers and proxies, and what other runs have created.",
  refuse(hit, _radius, { runId }) {
    for (const target of reachedBy(hit)) {
      const owner = labelsOf(target).flatMap((labels) => labels[RUN_LABEL] ?? [])[0];
      if (owner === undefined || (owner === runId && target.attached !== true)) continue;
      return {
        why: `${target.name} belongs to ${owner === runId ? 'this run itself' : `the run ${owner} of faultline`}`,
        hint: 'Start what is to be disturbed under `containers:` or `services:`; `faultline cleanup` removes what a dead run left.',
      };
    }
    return undefined;
  },
};
