import { formatDuration } from '../format-duration.ts';
import type { Issue } from './issue.ts';
import type { DelegatedStep } from './read-timeline.ts';

/** Returns which faults are to last longer than the blast radius lets any. */
export function checkDurations(steps: readonly DelegatedStep[], mostMs: number | undefined): Issue[] {
  if (mostMs === undefined) return [];
  return steps.flatMap(({ fault }, index) =>
    fault?.forMs === undefined || fault.forMs <= mostMs
      ? []
      : [
          {
            path: ['timeline', index, fault.kind, 'for'],
            at: 'value' as const,
            message: `it would last ${formatDuration(fault.forMs)}, and \`max_duration\` allows ${formatDuration(mostMs)}`,
            fix: 'shorten it, or raise `blast_radius: { max_duration }`',
          },
        ],
  );
}
