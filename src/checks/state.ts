import { z } from 'zod';
import { comparison } from '../scenario/options/comparison.ts';
import { pattern } from '../scenario/options/pattern.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { endedText } from './ended-text.ts';
import { knownState, type KnownState } from './known-state.ts';
import { needsOneOf } from './needs-one-of.ts';
import { asksOverTime, onlyStateOverTime, stateOverTime } from './state-over-time.ts';
import { aboutSubject, currentContainers, subjectOptions, subjectPart } from './subject-options.ts';
import { onlyOneForm, temporalOptions } from './temporal.ts';
import { allHold, exactly, holdsOver } from './value-range.ts';

const statuses = ['running', 'exited', 'created', 'paused', 'absent', 'restarting', 'removing', 'dead'] as const;

const schema = z
  .strictObject({
    ...subjectOptions(),
    is: z.enum(statuses).optional().describe("Docker's word for the state; absent: there is no such container."),
    code: z.int().min(0).max(255).optional().describe('The exit code that the engine shows.'),
    error: pattern().optional().describe("A regular expression for the engine's words when it would not create or start the container."),
    oom: z.boolean().optional().describe("The engine's flag that the OOM killer took one of its processes."),
    restart_count: comparison('count').optional().describe("The engine's count of restarts by policy."),
    ...temporalOptions(),
  })
  .refine(...needsOneOf('is', 'code', 'error', 'oom', 'restart_count'))
  .refine(...onlyOneForm())
  .refine(...onlyStateOverTime());

type Options = z.output<typeof schema>;

/** What the engine shows of a subject at the end. */
export const state = {
  name: 'state',
  summary: 'What the engine shows of a container at the end: state, exit code, error, restart count; or its state over time.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    if (options.is !== undefined && asksOverTime(options)) return stateOverTime({ ...options, is: options.is }, analysis);
    const question = { what: aboutSubject('last state', options), of: options.of, expected: describeWanted(options) };
    return conclude(question, () => {
      const part = subjectPart(analysis, options);
      const { of } = part;
      const states = currentContainers(part).map(([name, container]) => {
        const known = knownState(analysis, name, container);
        if (known === undefined) throw new CannotTell(`${name} was not inspected at the end`);
        return known;
      });
      return {
        of,
        observed: states.map((one) => describe(one, options)).join('; '),
        holds: allHold(states.map((one) => stateHolds(one, options))),
        doubt: analysis.ended === 'completed' ? 'the inspection did not tell' : endedText(analysis.ended),
        evidence: states.map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<Options>;

function stateHolds(known: KnownState, { is, code, error, oom, restart_count: restartCount }: Options): boolean | undefined {
  const same = <T>(wanted: T | undefined, found: T | undefined) =>
    wanted === undefined || (found === undefined ? undefined : wanted === found);
  return allHold([
    same<string>(is, known.status),
    same(code, known.exitCode),
    same(oom, known.oomKilled),
    error === undefined || known.errors.some((words) => new RegExp(error).test(words)),
    restartCount === undefined || (known.restartCount === undefined ? undefined : holdsOver(exactly(known.restartCount), restartCount)),
  ]);
}

function describeWanted({ is, code, error, oom, restart_count: restartCount }: Options): string {
  return [
    ...(is === undefined ? [] : [is]),
    ...(code === undefined ? [] : [`exit code ${code}`]),
    ...(error === undefined ? [] : [`an error matching /${error}/`]),
    ...(oom === undefined ? [] : [oom ? 'out of memory' : 'not out of memory']),
    ...(restartCount === undefined ? [] : [`restart count ${restartCount.text}`]),
  ].join(', ');
}

function describe({ status, exitCode, errors, oomKilled, restartCount }: KnownState, options: Options): string {
  return [
    status,
    ...(exitCode === undefined || status === 'running' ? [] : [`exit code ${exitCode}`]),
    ...(options.error === undefined ? [] : [errors.length === 0 ? 'no error' : `error "${errors.join('", "')}"`]),
    ...(options.oom === undefined || oomKilled === undefined ? [] : [oomKilled ? 'out of memory' : 'not out of memory']),
    ...(options.restart_count === undefined || restartCount === undefined ? [] : [`restart count ${restartCount}`]),
  ].join(', ');
}
