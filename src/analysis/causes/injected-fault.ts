import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { sayFault } from './began-by.ts';
import { type Incident, SKEW_MS, type Step } from './incident.ts';
import { sayMs } from './say.ts';
import { whoIsAway } from './who.ts';

/** A fault that is not undone, or whose effect nobody sees, is blamed for what begins within this time. */
const WITHIN_MS = 5000;

/** Nothing more special fits, and a fault was injected shortly before, or lasted still. */
export const injectedFault: CauseRule = {
  name: 'injected-fault',
  explain(incident) {
    const { run, outage } = incident;
    const step = run.faults.findLast(
      (each) => lastedUntil(each, incident) >= outage.fromMs && each.atMs <= incident.begunMs - SKEW_MS && !isPassedBy(each, incident),
    );
    if (step === undefined) return undefined;
    const away = awayBy(step, incident);
    const undo = run.undos.find((each) => each.step === step.step && each.occurrence === step.occurrence && each.outcome === 'undone');
    const sinceMs = outage.fromMs - step.atMs;
    const when =
      sinceMs >= 0
        ? `${sayMs(sinceMs)} before the first request that failed`
        : `${sayMs(-sinceMs)} after the first request that failed was due`;
    const text = `${sayFault(step, run.subjects)} began ${when}${effectOf(away, incident)}${undo === undefined || undo.atMs < outage.fromMs ? '' : `, and was undone ${sayMs(undo.atMs - step.atMs)} after it began`}`;
    const evidence = evidenceOf([step.seq, undo?.seq, ...away.map(({ exit }) => exit.seq)]);
    return evidence && { text, evidence };
  },
};

/** What the fault took away, as far as it was away when the outage began. */
function awayBy(step: Step, { run, begunMs, outage }: Incident): Incident['absences'] {
  return run.absences.filter(
    ({ subject, container, fromMs, again, replacement }) =>
      (step.targets.includes(container) || step.targets.includes(subject)) &&
      fromMs >= step.atMs - SKEW_MS &&
      fromMs <= begunMs &&
      (again?.atMs ?? replacement?.runningMs ?? Infinity) + SKEW_MS >= outage.fromMs,
  );
}

/** Requests went past what it had taken away, so that it does not explain why others failed. */
function isPassedBy(step: Step, incident: Incident): boolean {
  const { routed, subject } = incident;
  const own = awayBy(step, incident).filter((absence) => absence.subject === subject?.name);
  return routed.length > 0 && own.length > 0 && !own.some(({ container }) => routed.includes(container));
}

function effectOf(away: Incident['absences'], { run }: Incident): string {
  if (away.length === 0) return ', and nothing else was seen that explains it';
  const backMs = Math.max(...away.map(({ again, replacement }) => again?.atMs ?? replacement?.runningMs ?? Infinity));
  const fromMs = Math.min(...away.map((absence) => absence.fromMs));
  const until = backMs === Infinity ? `until the end of the run (${sayMs(run.endMs - fromMs)})` : `for ${sayMs(backMs - fromMs)}`;
  return ` and took ${whoIsAway(away)} away ${until}`;
}

/** A graceful stop acts for its whole grace period; what is undone acts until then, and a moment longer. */
function lastedUntil({ step, occurrence, atMs, doneMs }: Step, { run }: Incident): number {
  const undo = run.undos.find((each) => each.step === step && each.occurrence === occurrence);
  return undo === undefined ? Math.max(atMs, doneMs) + WITHIN_MS : undo.doneMs + 1000;
}
