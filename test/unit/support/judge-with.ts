import type { Judgement } from '../../../src/checks/check.ts';
import { checks } from '../../../src/checks/registry.ts';
import type { HistoryBuilder } from './history-builder.ts';

/** Returns the judgement of a check whose options are written as in a scenario file, on a history that has ended. */
export function judgeWith(kind: string, options: unknown, history: Pick<HistoryBuilder, 'analyse'>): Judgement {
  const check = checks.find(({ name }) => name === kind);
  if (check === undefined) throw new Error(`no check ${kind}`);
  // As a stored plan would hand them over.
  const stored: unknown = JSON.parse(JSON.stringify(check.schema.parse(options)));
  return check.judge(stored, history.analyse());
}
