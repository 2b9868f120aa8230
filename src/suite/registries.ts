import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.ts';
import type { Fault } from '../faults/fault.ts';
import { faults } from '../faults/registry.ts';
import { reporters } from '../report/registry.ts';
import type { Reporter } from '../report/reporter.ts';
import { triggers } from '../run/triggers/registry.ts';
import type { Trigger } from '../run/triggers/trigger.ts';
import type { Definitions } from '../scenario/definition.ts';

/** Everything that scenarios and the command line may name. */
export interface Registries extends Definitions {
  readonly faults: readonly Fault[];
  readonly checks: readonly Check[];
  readonly triggers: readonly Trigger[];
  readonly reporters: readonly Reporter[];
}

/** What comes with faultline. A configuration adds to it: see readConfig. */
export const registries: Registries = { faults, checks, triggers, reporters };
