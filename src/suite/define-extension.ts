import type { Check } from '../checks/check.ts';
import type { Fault } from '../faults/fault.ts';
import type { Probe } from '../load/probe.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Trigger } from '../run/triggers/trigger.ts';

/** Returns its argument, checked by the compiler: `prepare` gets the options as the schema returns them. */
export function defineFault<Options>(fault: Fault<Options>): Fault<Options> {
  return fault;
}

/** Returns its argument, checked by the compiler: `judge` gets the options as the schema returns them. */
export function defineCheck<Options>(check: Check<Options>): Check<Options> {
  return check;
}

/** Returns its argument, checked by the compiler: `matcher` gets the options as the schema returns them. */
export function defineTrigger<Options>(trigger: Trigger<Options>): Trigger<Options> {
  return trigger;
}

/** Returns its argument, checked by the compiler: `open` gets the options as the schema returns them. */
export function defineProbe<Options>(probe: Probe<Options>): Probe<Options> {
  return probe;
}

/** Returns its argument, checked by the compiler. */
export function defineReporter(reporter: Reporter): Reporter {
  return reporter;
}
