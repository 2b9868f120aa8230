import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { endedBy } from './ended-by.ts';
import { sayExit, whoIsAway } from './who.ts';

/**
 * The kernel killed the process for its memory. The engine's flag alone does not say so: it is set too when only a child was killed and PID 1 went on, to
 * end later with a code of its own.
 */
export const oomKilled: CauseRule = {
  name: 'oom-killed',
  explain(incident) {
    const absence = incident.absences.findLast(({ exit }) => exit.oomKilled && exit.code === 137);
    if (absence === undefined) return undefined;
    const ended = endedBy(absence, incident);
    const oom = incident.run.engineEvents.find(
      ({ action, container, incarnation }) =>
        action === 'oom' && container === absence.container && incarnation === absence.exit.incarnation,
    );
    const evidence = evidenceOf([oom?.seq, absence.exit.seq, ...ended.seqs]);
    const text = `${whoIsAway([absence])} used more memory than it may have, and the kernel killed it (OOM, ${sayExit(absence.exit)}); ${ended.text}`;
    return evidence && { text, evidence };
  },
};
