import { toBlastRadius } from '../grammar/blast-radius.ts';
import type { ScenarioFile, StepFile } from '../grammar/scenario-grammar.ts';
import type { AbortSpec, ExpectationSpec, ProbeSpec, Scenario, SourcePosition, StepSpec, TriggerSpec } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { Path } from '../source/source.ts';
import type { DelegatedStep } from './read-timeline.ts';
import { toLoad } from './to-load.ts';
import { toAttachedSubject, toContainerSubject, toServiceSubject, type Surroundings } from './to-subject.ts';

const DEFAULT_RECOVERY_MS = 10_000;

export interface ScenarioParts {
  readonly steps: readonly DelegatedStep[];
  readonly expect: readonly ExpectationSpec[];
  readonly steadyExpect: readonly ExpectationSpec[];
  readonly abort: AbortSpec | undefined;
  readonly probes: Readonly<Record<string, ProbeSpec>>;
  readonly stepPositions: readonly SourcePosition[];
  readonly positionOf: (path: Path) => SourcePosition;
}

/** Returns the scenario of a valid file and of the parts that the definitions have read. */
export function toScenario(file: ScenarioFile, parts: ScenarioParts, surroundings: Surroundings): Scenario {
  const { steady, recovery, blast_radius: radius } = file;
  return {
    name: file.name,
    ...withoutUndefined({ description: file.description, seed: file.seed === undefined ? undefined : String(file.seed) }),
    tags: file.tags,
    subjects: {
      ...mapValues(file.containers, (container) => toContainerSubject(container, surroundings)),
      ...mapValues(file.services, (service) => toServiceSubject(service, surroundings)),
      ...mapValues(file.attach, toAttachedSubject),
    },
    load: mapValues(file.load, (load, name) =>
      toLoad(load, surroundings.baseDir, parts.positionOf(['load', name, 'command']), parts.probes[name]),
    ),
    pressure: file.pressure,
    ...(steady && {
      steady: { forMs: steady.for, expect: parts.steadyExpect },
      recovery: { withinMs: recovery?.within ?? DEFAULT_RECOVERY_MS },
    }),
    timeline: file.timeline.map((step, index) => toStep(step, parts, index)),
    expect: parts.expect,
    ...(parts.abort && { abort: parts.abort }),
    blastRadius: toBlastRadius(radius),
    repeat: file.repeat,
    timeoutMs: file.timeout,
  };
}

function toStep(step: StepFile, { steps, stepPositions }: ScenarioParts, index: number): StepSpec {
  const { when, fault } = steps[index] ?? {};
  return {
    ...withoutUndefined({ name: step.name, fault }),
    trigger: when ?? toTrigger(step),
    source: stepPositions[index] ?? { line: 0, column: 0 },
  };
}

function toTrigger({ at, after, every, times, jitter }: StepFile): TriggerSpec {
  if (every !== undefined) {
    return { kind: 'every', everyMs: every, times: times ?? 1, jitter: jitter ?? 0, ...withoutUndefined({ atMs: at }) };
  }
  return at === undefined ? { kind: 'after', afterMs: after ?? 0 } : { kind: 'at', atMs: at };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
