import type { Absence } from './absence.ts';
import { SKEW_MS, type Incident, type RunFacts, type Step } from './incident.ts';
import { sayList } from './say.ts';

/** What made a container go away, as the end of `… by`. */
export interface Agent {
  readonly text: string;
  readonly seqs: readonly number[];
}

/** A fault can take effect a little after the engine had answered. */
const EFFECT_MS = 2000;
/** These act inside the container, or on its processes: an engine's event `kill` is not theirs. */
const notThroughTheApi: ReadonlySet<string> = new Set(['request', 'exec', 'crash', 'unhealthy', 'pause']);
const rolling: ReadonlySet<string> = new Set(['rollout', 'rollback', 'force-update']);

/** What a fault is called when it has happened, where that is not its name. */
const nouns: Readonly<Record<string, string>> = {
  unhealthy: 'unhealthy fault',
  exec: 'command',
  scale: 'scaling',
  'force-update': 'forced update',
  'remove-task': 'removal',
  remove: 'removal',
};

/** Returns how a sentence names a step's fault: `the kill of web.1 in step 0`; of `itself`, which the sentence is about, `the kill in step 0`. */
export function sayFault({ fault, targets, step }: Step, subjects: RunFacts['subjects'], itself?: string): string {
  const own = targets.length === 1 && targets[0] === itself;
  const slots = targets.map(
    (target) => Object.values(subjects).find(({ containers }) => target in containers)?.containers[target]?.task ?? target,
  );
  const of = own ? '' : slots.length > 3 ? `${slots.length} containers` : sayList(slots);
  return `the ${nouns[fault ?? ''] ?? fault ?? 'step'}${of === '' ? '' : ` of ${of}`} in step ${step}`;
}

/** Returns the last fault that hit a container, in a window of time. */
export function faultOn(
  container: string,
  { faults }: RunFacts,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Step | undefined {
  return faults.findLast(({ targets, atMs }) => targets.includes(container) && atMs >= fromMs && atMs <= untilMs);
}

/** Returns what made a container go away, as far as the run knows; undefined: its process ended by itself, or somebody else did it. */
export function beganBy(absence: Absence, { run }: Pick<Incident, 'run'>): Agent | undefined {
  const direct = run.faults.findLast(
    ({ fault, targets, atMs, doneMs }) =>
      targets.includes(absence.container) &&
      !(absence.signalled !== undefined && notThroughTheApi.has(fault ?? '')) &&
      atMs <= absence.fromMs + SKEW_MS &&
      absence.exit.atMs <= Math.max(doneMs, absence.fromMs) + EFFECT_MS &&
      absence.fromMs <= doneMs + EFFECT_MS,
  );
  // It acts on what a fault had made unhealthy before.
  const autoheal = byAutoheal(absence, run);
  if (autoheal !== undefined) return autoheal;
  if (direct !== undefined) return { text: sayFault(direct, run.subjects, absence.container), seqs: [direct.seq] };
  return absence.task === undefined ? undefined : bySwarm(absence, absence.task, run);
}

function byAutoheal({ subject, container, again }: Absence, { subjects }: RunFacts): Agent | undefined {
  const restart = subjects[subject]?.containers[container]?.restarts.find(({ seq }) => seq === again?.seq);
  return restart?.by === 'autoheal' ? { text: 'autoheal, because it was unhealthy', seqs: [restart.seq] } : undefined;
}

function bySwarm(absence: Absence, task: NonNullable<Absence['task']>, run: RunFacts): Agent | undefined {
  const { subject, container, fromMs, replacement } = absence;
  const health = run.subjects[subject]?.containers[container]?.health.findLast(({ atMs }) => atMs <= absence.exit.atMs);
  const sick = task.error.includes('unhealthy') || (health?.status === 'unhealthy' && absence.signalled !== undefined);
  if (sick) {
    const fault = faultOn(container, run, { fromMs: task.createdMs, untilMs: fromMs + SKEW_MS });
    const after = fault === undefined ? '' : ` after ${sayFault(fault, run.subjects, container)}`;
    return { text: `Swarm as unhealthy${after}`, seqs: [health?.seq, fault?.seq].filter((seq) => seq !== undefined) };
  }
  const removed = task.states.find(({ desiredState }) => desiredState === 'remove');
  if (removed !== undefined)
    return byStep(run, absence, new Set(['scale']), { text: 'Swarm, which scaled the service down', seqs: [removed.seq] });
  // A task that ended by itself is replaced too: only one that was still meant to run is the rollout's.
  const told = task.states.find(({ state, desiredState }) => state === 'running' && desiredState === 'shutdown');
  const replaced = replacement?.origin === 'rollout' && (told !== undefined || absence.stopped || absence.signalled !== undefined);
  if (!replaced) return undefined;
  const rollout = run.subjects[subject]?.service?.rollouts.findLast(({ startedMs }) => startedMs <= fromMs + SKEW_MS);
  const seqs = [rollout?.transitions[0]?.seq].filter((seq) => seq !== undefined);
  return byStep(
    run,
    absence,
    rolling,
    { text: rollout?.kind === 'rollback' ? 'the rollback of the service' : 'the rollout of the service', seqs },
    rollout?.startedMs,
  );
}

/** The step that asked Swarm for it, when there is one. An automatic rollback has none of its own. */
function byStep(run: RunFacts, { subject, fromMs }: Absence, faults: ReadonlySet<string>, otherwise: Agent, sinceMs = -Infinity): Agent {
  const step = run.faults.findLast(
    ({ fault, targets, atMs, doneMs }) =>
      fault !== undefined && faults.has(fault) && targets.includes(subject) && atMs <= fromMs + SKEW_MS && doneMs >= sinceMs - EFFECT_MS,
  );
  return step === undefined ? otherwise : { text: sayFault(step, run.subjects), seqs: [step.seq, ...otherwise.seqs] };
}
