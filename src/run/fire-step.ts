import { describeError } from '../errors/describe-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault, FaultContext, Injected } from '../faults/fault.ts';
import type { StepOutcome } from '../history/history-event.ts';
import type { PlannedOccurrence, PlannedStep } from '../scenario/plan.ts';
import type { FaultSpec } from '../scenario/scenario.ts';
import { selectTargets } from '../targets/select-targets.ts';
import type { Target } from '../targets/target.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import { targetOf } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';
import type { UndoStack } from './undo-stack.ts';

export interface StepMachinery {
  readonly context: RunContext;
  readonly containers: SubjectContainers;
  readonly undo: UndoStack;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly faultContext: FaultContext;
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
  readonly targets: readonly string[];
  readonly message?: string;
  readonly injected?: readonly Injected[];
}

/** Injects one firing of a step into its targets and records what came of it. Returns the outcome; throws nothing but an abort. */
export async function fireStep(machinery: StepMachinery, firing: Firing): Promise<StepOutcome> {
  const { clock, recorder } = machinery.context;
  const { step, index, dueMs } = firing;
  const atMs = clock.now();
  const result = step.fault === undefined ? { outcome: 'waited' as const, targets: [] } : await inject(machinery, firing, step.fault);
  const { outcome, targets, message, injected = [] } = result;
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
    targets,
    ...(methods.length === 0 ? {} : { method: methods.join(', ') }),
    ...(message === undefined ? {} : { message }),
    ...(injected.some(({ details }) => details !== undefined) ? { details: injected.map(({ details }) => details ?? null) } : {}),
  });
  return outcome;
}

async function inject(machinery: StepMachinery, firing: Firing, spec: FaultSpec): Promise<Result> {
  let targets: readonly Target[] = [];
  try {
    const fault = machinery.faults.get(spec.kind);
    if (fault === undefined) throw new FaultlineError('ERR_SCENARIO_INVALID', `There is no fault ${spec.kind}.`);
    const candidates = spec.of === undefined ? [] : machinery.containers.of(spec.of).map(targetOf);
    targets = selectTargets(candidates, spec.pick, firing.occurrence.pickSeed, machinery.context.scenario.blastRadius);
    const settled = await Promise.allSettled(targets.map(async (target) => injectInto(machinery, firing, fault, spec.options, target)));
    return summarise(targets, settled);
  } catch (error) {
    return { outcome: outcomeOf(error), targets: targets.map(({ name }) => name), message: describeError(error) };
  }
}

async function injectInto(
  { context, undo, faultContext }: StepMachinery,
  { step, index }: Firing,
  fault: Fault,
  options: unknown,
  target: Target,
): Promise<Injected> {
  try {
    context.signal.throwIfAborted();
    const prepared = await fault.prepare(options, target, faultContext);
    for (const action of prepared.undo) await undo.push(step.step, index, target.name, action);
    context.signal.throwIfAborted();
    return await prepared.inject();
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_UNREACHABLE') context.abort(new RunAbort('failed', error));
    throw error;
  }
}

/** A step counts as injected when it reached every target; else its outcome is that of the first target it did not reach. */
function summarise(targets: readonly Target[], settled: readonly PromiseSettledResult<Injected>[]): Result {
  const names = targets.map(({ name }) => name);
  const injected = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const errors = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (errors.length > 0) return { outcome: outcomeOf(errors[0]), targets: names, message: errors.map(describeError).join('; '), injected };
  const refusal = injected.find(({ refused }) => refused !== undefined)?.refused;
  if (refusal !== undefined) return { outcome: 'refused-as-allowed', targets: names, message: refusal.reason, injected };
  return { outcome: 'injected', targets: names, injected };
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
