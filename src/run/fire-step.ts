import { describeError } from '../errors/describe-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault, FaultContext, Injected } from '../faults/fault.ts';
import type { StepOutcome } from '../history/history-event.ts';
import type { PlannedOccurrence, PlannedStep } from '../scenario/plan.ts';
import type { FaultSpec } from '../scenario/scenario.ts';
import type { Hit } from '../targets/hit.ts';
import { selectTargets } from '../targets/select-targets.ts';
import type { Target } from '../targets/target.ts';
import { engineForRun } from './engine-for-run.ts';
import type { FaultCandidates } from './fault-candidates.ts';
import type { Admission, Guard } from './guard.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { UndoStack } from './undo-stack.ts';

export interface StepMachinery {
  readonly context: RunContext;
  readonly candidates: FaultCandidates;
  readonly undo: UndoStack;
  readonly guard: Guard;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly faultContext: FaultContext;
}

/** What a step came to, and what it hit. */
export interface Fired {
  readonly outcome: StepOutcome;
  readonly targets: readonly Target[];
  /** Why it did not come to more. */
  readonly message?: string;
}

export interface Firing {
  readonly step: PlannedStep;
  readonly occurrence: PlannedOccurrence;
  /** Which firing of the step this is, from 0. */
  readonly index: number;
  readonly dueMs: number;
}

interface Result {
  readonly outcome: StepOutcome;
  readonly targets: readonly Target[];
  readonly message?: string;
  readonly injected?: readonly Injected[];
}

/** Injects one firing of a step into its targets and records what came of it. Throws nothing but an abort. */
export async function fireStep(machinery: StepMachinery, firing: Firing): Promise<Fired> {
  const atMs = machinery.context.clock.now();
  const { fault } = firing.step;
  const result: Result = fault === undefined ? { outcome: 'waited', targets: [] } : await inject(machinery, firing, fault);
  recordFiring(machinery, firing, atMs, result);
  const { outcome, targets, message } = result;
  return { outcome, targets, ...(message === undefined ? {} : { message }) };
}

/**
 * Injects a lasting fault into the task that has replaced one it hit, and records that as one more event of the same step,
 * with the replacement's name under `followed`.
 */
export async function followInto(machinery: StepMachinery, firing: Firing, target: Target): Promise<void> {
  const atMs = machinery.context.clock.now();
  const spec = firing.step.fault;
  const fault = spec === undefined ? undefined : machinery.faults.get(spec.kind);
  if (spec === undefined || fault === undefined) return;
  const { candidates, guard } = machinery;
  const settled = await Promise.allSettled([
    (async () => {
      const admission = await guard.admit(target.subject, async () => replacementHit(target, await candidates.of(target.subject)));
      try {
        return await injectInto(machinery, firing, fault, spec.options, target);
      } finally {
        admission.release();
      }
    })(),
  ]);
  recordFiring(machinery, { ...firing, dueMs: atMs }, atMs, summarise([target], settled), { followed: target.name });
}

function replacementHit(target: Target, candidates: readonly Target[]): Hit {
  return { targets: [candidates.find(({ id }) => id === target.id) ?? target], candidates };
}

function recordFiring(
  { context: { clock, recorder } }: StepMachinery,
  { step, index, dueMs }: Firing,
  atMs: number,
  { outcome, targets, message, injected = [] }: Result,
  followed?: { readonly followed: string },
): void {
  const details = followed ?? (injected.some((one) => one.details !== undefined) ? injected.map((one) => one.details ?? null) : undefined);
  const methods = [...new Set(injected.flatMap(({ method }) => method ?? []))];
  recorder.append({
    type: 'step',
    step: step.step,
    occurrence: index,
    label: step.label,
    ...(step.fault === undefined ? {} : { fault: step.fault.kind }),
    outcome,
    dueMs,
    atMs,
    doneMs: clock.now(),
    targets: targets.map(({ name }) => name),
    ...(methods.length === 0 ? {} : { method: methods.join(', ') }),
    ...(message === undefined ? {} : { message }),
    ...(details === undefined ? {} : { details }),
  });
}

async function inject(machinery: StepMachinery, firing: Firing, spec: FaultSpec): Promise<Result> {
  let admission: Admission = { targets: [], release: () => undefined };
  try {
    const fault = machinery.faults.get(spec.kind);
    if (fault === undefined) throw new FaultlineError('ERR_SCENARIO_INVALID', `There is no fault ${spec.kind}.`);
    const { of } = spec;
    if (of === undefined) return summarise([], []);
    admission = await machinery.guard.admit(of, async () => chooseHit(machinery, firing, { ...spec, of }, fault));
    const { targets } = admission;
    const settled = await Promise.allSettled(targets.map(async (target) => injectInto(machinery, firing, fault, spec.options, target)));
    return summarise(targets, settled);
  } catch (error) {
    const outcome = outcomeOf(error);
    const skips = outcome === 'blast-radius' && machinery.context.scenario.blastRadius.skipRefused === true;
    return { outcome: skips ? 'skipped-as-allowed' : outcome, targets: [], message: describeError(error) };
  } finally {
    admission.release();
  }
}

/** A fault that takes a service as a whole has one target and no choice. */
async function chooseHit(
  { candidates }: StepMachinery,
  { occurrence }: Firing,
  { of, wholeService, pick, options }: FaultSpec & { readonly of: string },
  fault: Fault,
): Promise<Hit> {
  const existing = await candidates.of(of);
  if (wholeService !== true) return { targets: selectTargets(existing, pick, occurrence.pickSeed), candidates: existing };
  const running = existing.length;
  const tasks = fault.tasksHit?.(options, running) ?? running;
  const snapshot = candidates.snapshotOf(of);
  const tasksAtOnce = snapshot === undefined ? tasks : (fault.tasksAtOnce?.(options, running, snapshot) ?? tasks);
  return { targets: [candidates.service(of)], candidates: existing, service: { tasks, tasksAtOnce } };
}

async function injectInto(
  { context, undo, faultContext, candidates }: StepMachinery,
  { step, index }: Firing,
  fault: Fault,
  options: unknown,
  target: Target,
): Promise<Injected> {
  try {
    context.signal.throwIfAborted();
    const { engine, ...rest } = await candidates.reach(target);
    const reached = { ...faultContext, ...rest, engine: engineForRun(engine, context.runId) };
    const prepared = await fault.prepare(options, target, reached);
    const change = { step: step.step, occurrence: index, target: target.name };
    for (const action of prepared.undo) await undo.push({ ...change, action }, reached.engine, step.fault?.forMs);
    context.signal.throwIfAborted();
    return await prepared.inject();
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') context.abort(new RunAbort('failed', error));
    throw error;
  }
}

/** A step counts as injected when it reached every target; else its outcome is that of the first target it did not reach. */
function summarise(targets: readonly Target[], settled: readonly PromiseSettledResult<Injected>[]): Result {
  const injected = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const errors = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (errors.length > 0) return { outcome: outcomeOf(errors[0]), targets, message: errors.map(describeError).join('; '), injected };
  const refusal = injected.find(({ refused }) => refused !== undefined)?.refused;
  if (refusal !== undefined) return { outcome: 'refused-as-allowed', targets, message: refusal.reason, injected };
  return { outcome: 'injected', targets, injected };
}

const outcomes: Partial<Record<ErrorCode, StepOutcome>> = {
  ERR_TARGET_GONE: 'target-gone',
  ERR_TARGET_EMPTY: 'target-empty',
  ERR_BLAST_RADIUS: 'blast-radius',
  ERR_ENGINE_REFUSED: 'refused',
};

function outcomeOf(error: unknown): StepOutcome {
  if (error instanceof RunAbort) return 'skipped';
  return (error instanceof FaultlineError ? outcomes[error.code] : undefined) ?? 'failed';
}
