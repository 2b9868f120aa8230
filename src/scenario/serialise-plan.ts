import type { BuildSpec } from './container-spec.ts';
import type { Plan, PlannedStep } from './plan.ts';
import type { FaultSpec, LoadSpec, Scenario, StepSpec, SubjectSpec } from './scenario.ts';

const HIDDEN = '…';

/**
 * Returns the plan as JSON with sorted keys: the same scenario and seed give the same bytes.
 * Values of environment variables, build arguments and request headers may be secrets: only their names are written.
 */
export function serialisePlan(plan: Plan): string {
  return JSON.stringify({ ...plan, scenario: withoutSecrets(plan.scenario), steps: plan.steps.map(hideInStep) }, sortKeys, 2);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function withoutSecrets(scenario: Scenario): Scenario {
  return {
    ...scenario,
    subjects: mapValues(scenario.subjects, hideInSubject),
    load: mapValues(scenario.load, hideInLoad),
    timeline: scenario.timeline.map(hideInStep),
  };
}

function hideInStep<T extends PlannedStep | StepSpec>(step: T): T {
  return step.fault === undefined ? step : { ...step, fault: { ...step.fault, options: hideInOptions(step.fault) } };
}

function hideInOptions({ options }: FaultSpec): unknown {
  if (typeof options !== 'object' || options === null || !('environment' in options)) return options;
  const { environment } = options;
  if (typeof environment !== 'object' || environment === null) return options;
  return { ...options, environment: Object.fromEntries(Object.keys(environment).map((name) => [name, HIDDEN])) };
}

function hideInSubject(subject: SubjectSpec): SubjectSpec {
  if (subject.kind === 'container') return { ...subject, spec: hideInSpec(subject.spec) };
  return subject.kind === 'service' ? { ...subject, spec: hideInSpec(subject.spec) } : subject;
}

function hideInSpec<T extends { readonly environment: Readonly<Record<string, string>>; readonly build?: BuildSpec }>(spec: T): T {
  const build = spec.build && { ...spec.build, args: mapValues(spec.build.args, () => HIDDEN) };
  return { ...spec, environment: mapValues(spec.environment, () => HIDDEN), ...(build && { build }) };
}

function hideInLoad(load: LoadSpec): LoadSpec {
  return { ...load, headers: mapValues(load.headers, () => HIDDEN) };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
