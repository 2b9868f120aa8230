import type { Absence } from './absence.ts';
import type { Agent } from './began-by.ts';
import { SKEW_MS, type Incident, type RunFacts } from './incident.ts';
import { sayMs } from './say.ts';

/** Returns how a container came back, as a clause: 'its restart policy started it again 702 ms later'. */
export function endedBy(absence: Absence, { run }: Pick<Incident, 'run'>): Agent {
  const { again, replacement, exit, fromMs } = absence;
  if (again !== undefined) {
    const starter = starterOf(absence, again, run);
    return { text: `${starter.text} started it again ${sayMs(again.atMs - fromMs)} later`, seqs: [...starter.seqs, again.seq] };
  }
  if (replacement !== undefined) {
    const seqs = [replacement.runningSeq].filter((seq) => seq !== undefined);
    if (replacement.runningMs <= exit.atMs) return { text: 'its replacement ran already', seqs };
    return { text: `its replacement ran ${sayMs(replacement.runningMs - fromMs)} later`, seqs };
  }
  const what = absence.task === undefined ? 'nothing started it again' : 'no replacement ran';
  return { text: `${what} in the ${sayMs(run.endMs - fromMs)} until the end of the run`, seqs: [] };
}

function starterOf({ subject, container }: Absence, again: NonNullable<Absence['again']>, run: RunFacts): Agent {
  const near = ({ atMs, doneMs }: { readonly atMs: number; readonly doneMs: number }) =>
    atMs - SKEW_MS <= again.atMs && again.atMs <= doneMs + SKEW_MS;
  const step = run.faults.find(
    (each) => (each.fault === 'start' || each.fault === 'restart') && each.targets.includes(container) && near(each),
  );
  if (step !== undefined) return { text: `step ${step.step} (${step.fault ?? 'start'})`, seqs: [step.seq] };
  const undo = run.undos.find(
    ({ action, target, outcome, ...times }) => action === 'start' && outcome !== 'not-needed' && target === container && near(times),
  );
  if (undo !== undefined) return { text: `the undo of step ${undo.step}`, seqs: [undo.seq] };
  const by = run.subjects[subject]?.containers[container]?.restarts.find(({ seq }) => seq === again.seq)?.by;
  return { text: by === 'policy' ? 'its restart policy' : by === 'autoheal' ? 'autoheal' : 'somebody', seqs: [] };
}
