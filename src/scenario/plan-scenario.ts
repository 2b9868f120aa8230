import { choose } from './choose.ts';
import type { Plan, PlannedOccurrence, PlannedStep } from './plan.ts';
import type { FaultSpec, Scenario, ServiceSubject, StepSpec, SubjectSpec } from './scenario.ts';
import { SeededRandom } from './seeded-random.ts';

/** Returns the plan of one repetition (1 …): every choice that can be made before the run, drawn from the seed. Pure. */
export function planScenario(scenario: Scenario, seed: string, repetition: number): Plan {
  const steps = scenario.timeline.map((step, index) => planStep(scenario, step, index, `${seed}/${repetition}/${index}`));
  return { scenario, seed, repetition, steps };
}

function planStep(scenario: Scenario, { name, trigger, fault }: StepSpec, step: number, stepSeed: string): PlannedStep {
  const times = trigger.kind === 'every' ? trigger.times : 1;
  const occurrences = Array.from({ length: times }, (_, occurrence): PlannedOccurrence => {
    const pickSeed = `${stepSeed}/${occurrence}`;
    const offsetMs = trigger.kind === 'every' ? jittered(trigger.everyMs, trigger.jitter, occurrence, pickSeed) : 0;
    const expectedTargets = fault && chooseNames(scenario, fault, pickSeed);
    return { offsetMs, pickSeed, ...(expectedTargets && { expectedTargets }) };
  });
  return { step, label: name ?? defaultLabel(fault), trigger, ...(fault && { fault }), occurrences };
}

function defaultLabel(fault: FaultSpec | undefined): string {
  if (!fault) return 'wait';
  return fault.of === undefined ? fault.kind : `${fault.kind} ${fault.of}`;
}

/** Whole microseconds, so that every machine prints the same digits. */
function jittered(everyMs: number, jitter: number, occurrence: number, pickSeed: string): number {
  const shift = (2 * new SeededRandom(`${pickSeed}/jitter`).fraction() - 1) * jitter * everyMs;
  return Math.max(0, Math.round((occurrence * everyMs + shift) * 1000) / 1000);
}

/**
 * Undefined where only the run can know: attached subjects, labels that the image or faultline may bring, and what becomes of tasks on the way.
 */
function chooseNames(scenario: Scenario, fault: FaultSpec, pickSeed: string): readonly string[] | undefined {
  const subject = fault.of === undefined ? undefined : scenario.subjects[fault.of];
  if (fault.of === undefined || subject === undefined) return undefined;
  if (fault.wholeService) return [fault.of];
  const count = subject.kind === 'container' ? subject.scale : subject.kind === 'service' ? slotCount(scenario, fault, subject) : undefined;
  if (count === undefined || subject.kind === 'attached' || subject.kind === 'attached-service') return undefined;
  const { labels } = subject.spec;
  const key = fault.pick.label?.split('=', 1)[0];
  if (key !== undefined && !Object.hasOwn(labels, key)) return undefined;
  const candidates = Array.from({ length: count }, (_, index) =>
    candidateOf(subject.kind, `${fault.of ?? ''}.${index + 1}`, index + 1, labels),
  );
  return choose(candidates, fault.pick, pickSeed).map(({ name }) => name);
}

function candidateOf(kind: SubjectSpec['kind'], name: string, slot: number, labels: Readonly<Record<string, string>>) {
  return { name, labels, ...(kind === 'service' && { task: { name, slot } }) };
}

/** Undefined when the number of tasks is not known, or when the choice depends on what the tasks will be at that moment. */
function slotCount({ timeline }: Scenario, { of, pick }: FaultSpec, { spec: { deploy } }: ServiceSubject): number | undefined {
  const { version, image, health, node, age } = pick;
  if ([version, image, health, node, age].some((key) => key !== undefined) || deploy.mode === 'global') return undefined;
  const rescaled = timeline.some(({ fault }) => fault?.wholeService && fault.of === of && setsReplicas(fault.options));
  return rescaled ? undefined : deploy.replicas;
}

function setsReplicas(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'replicas' in options;
}
