import { checks } from '../checks/registry.ts';
import { faults } from '../faults/registry.ts';
import { triggers } from '../run/triggers/registry.ts';
import type { Definitions } from '../scenario/definition.ts';

/** Everything a scenario may name: faultline's own faults, checks and triggers. */
export const registries = { faults, checks, triggers } satisfies Definitions;
