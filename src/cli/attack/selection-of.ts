import type { Selection } from '../../attack/selection.ts';
import type { AttackFlags } from './attack-flags.ts';

/** Returns what the command line has named. */
export function selectionOf(names: readonly string[], flags: AttackFlags): Selection {
  const { service = [], stack = [], compose = [], label = [], regex } = flags;
  return { names, services: service, stacks: stack, compose, labels: label, ...(regex !== undefined && { regex }) };
}
