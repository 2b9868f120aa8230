import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.ts';
import type { Fault } from '../faults/fault.ts';
import { faults } from '../faults/registry.ts';
import { triggers } from '../run/triggers/registry.ts';
import type { Trigger } from '../run/triggers/trigger.ts';
import type { Definitions } from '../scenario/definition.ts';

/** Everything that a scenario may name. */
export interface KnownDefinitions extends Definitions {
  readonly faults: readonly Fault[];
  readonly checks: readonly Check[];
  readonly triggers: readonly Trigger[];
}

/** What comes with faultline, apart from its reports: to read a scenario needs none of them, and they take longer to load than all of this. */
export const knownDefinitions: KnownDefinitions = { faults, checks, triggers, probes: [] };
