import type { FaultSpec, TriggerSpec } from '../scenario.ts';
import { isRecord } from './issue.ts';
import { readCondition } from './read-condition.ts';
import { readFault } from './read-fault.ts';
import type { Reading } from './reading.ts';
import { checkStepFrame } from './step-frame.ts';

/** What only the definitions of faults and triggers can read of a step. */
export interface DelegatedStep {
  readonly when?: TriggerSpec | undefined;
  readonly fault?: FaultSpec | undefined;
}

/** Returns the delegated parts of every step; what is wrong with them goes to the reading. */
export function readTimeline(reading: Reading): DelegatedStep[] {
  const timeline: unknown = reading.root['timeline'];
  if (!Array.isArray(timeline)) return [];
  return timeline.map((step: unknown, index) => (isRecord(step) ? readStep(reading, step, index) : {}));
}

function readStep(reading: Reading, step: Readonly<Record<string, unknown>>, index: number): DelegatedStep {
  const path = ['timeline', index];
  const { faults } = reading.definitions;
  reading.add(
    ...checkStepFrame(
      step,
      faults.map(({ name }) => name),
      path,
    ),
  );
  const definition = faults.find(({ name }) => Object.hasOwn(step, name));
  return {
    when: Object.hasOwn(step, 'when') ? readCondition(reading, step['when'], [...path, 'when']) : undefined,
    fault: definition && readFault(reading, definition, step[definition.name], [...path, definition.name]),
  };
}
