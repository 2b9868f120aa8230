import type { Analysis } from '../analysis.ts';
import { warningRules } from './registry.ts';
import type { Warning } from './warning.ts';

/** Returns the warnings that a history gives rise to, service by service. */
export function findWarnings({ subjects, steps }: Pick<Analysis, 'subjects' | 'steps'>): readonly Warning[] {
  return Object.entries(subjects).flatMap(([name, { service, containers }]) => {
    if (service === undefined) return [];
    return warningRules.flatMap((rule) => rule.find({ name, service, containers, steps }).map((found) => ({ code: rule.code, ...found })));
  });
}
