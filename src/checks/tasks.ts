import { z } from 'zod';
import type { TaskAnalysis } from '../analysis/analysis.ts';
import { pattern } from '../scenario/options/pattern.ts';
import { taskStates } from '../scenario/task-states.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { isWithin, periodOf, periodOptions, type Period } from './period.ts';
import { plural } from './plural.ts';
import { ofService, servicePart } from './service-options.ts';
import { slot } from './subject-options.ts';

const schema = z.strictObject({
  of: ofService(),
  slot: slot(),
  ...periodOptions(),
  state: z.enum(taskStates).optional().describe('A state that the task came to.'),
  error: pattern().optional().describe("A regular expression for Swarm's words about the task."),
  exit_code: z.int().min(0).max(255).optional().describe('The exit code of its container.'),
  version: z.string().min(1).optional().describe('The version of its image: the tag without a leading v.'),
  origin: z
    .enum(['initial', 'scale', 'rollout', 'restart'])
    .optional()
    .describe('Why the task exists: with the service, to scale up, by a rollout or rollback, or in place of one that ended.'),
  times: times(),
});

type Options = z.output<typeof schema>;

/** How many tasks of a service came to a state, ended in a certain way, or were made for a reason. */
export const tasks = {
  name: 'tasks',
  summary: "How many tasks of a service came to a state, failed with Swarm's words or an exit code, or were made for a reason.",
  schema,
  of: 'service',
  about: 'events',
  judge(options, analysis) {
    const where = options.slot === undefined ? (options.of ?? '') : `${options.of ?? 'slot'}.${options.slot}`;
    const question = {
      what: `The tasks${where === '' ? '' : ` of ${where}`}${options.during === undefined ? '' : ` during ${options.during}`}`,
      of: options.of,
      during: options.during,
      expected: `${describeWanted(options)}, ${oftenText(options.times)}`,
    };
    return conclude(question, () => {
      const { of, service } = servicePart(analysis, options.of);
      const period = periodOf(analysis, options);
      const asked = service.tasks.filter((task) => options.slot === undefined || task.slot === options.slot);
      const matching = asked.flatMap((task) => matchOf(task, options, period) ?? []);
      const others = asked.filter((task) => !matching.some((match) => match.task === task));
      return {
        of,
        observed: describe(matching.length, others),
        holds: countHolds(matching.length, options.times, period),
        doubt: period.unseen,
        evidence: [...matching.map(({ seq }) => seq), ...others.filter(({ error }) => error !== '').map(lastSeq)],
      };
    });
  },
} as const satisfies Check<Options>;

/** Returns the event by which a task came to be what is asked for; undefined when it did not, or not then. */
function matchOf(task: TaskAnalysis, options: Options, period: Period): { task: TaskAnalysis; seq: number } | undefined {
  const { error, exit_code: exitCode, version, origin, state } = options;
  if (exitCode !== undefined && task.exitCode !== exitCode) return undefined;
  if (error !== undefined && !new RegExp(error).test(task.error)) return undefined;
  if (version !== undefined && task.version !== version) return undefined;
  if (origin !== undefined && task.origin !== origin) return undefined;
  const ended = error !== undefined || exitCode !== undefined;
  if (state === undefined && !ended) return isWithin(period, task.createdMs) ? { task, seq: task.states[0]?.seq ?? 0 } : undefined;
  // An error and an exit code come with the last state.
  const come = state === undefined ? task.states.slice(-1) : task.states.filter((one) => one.state === state);
  const found = come.find(({ atMs }) => isWithin(period, atMs));
  return found === undefined ? undefined : { task, seq: found.seq };
}

function lastSeq({ states }: TaskAnalysis): number {
  return states.at(-1)?.seq ?? 0;
}

function describeWanted({ state, error, exit_code: exitCode, version, origin }: Options): string {
  const parts = [
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(origin === undefined ? [] : [`by ${origin}`]),
    ...(state === undefined ? [] : [state]),
    ...(error === undefined ? [] : [`an error matching /${error}/`]),
    ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
  ];
  return parts.length === 0 ? 'any task' : parts.join(', ');
}

function describe(matching: number, others: readonly TaskAnalysis[]): string {
  const rest = [...new Set(others.map(taskText))].slice(0, MOST_OTHERS).join('; ');
  return `${plural(matching, 'time')}${rest === '' ? '' : ` (${matching === 0 ? 'but' : 'also'} ${rest})`}`;
}

const MOST_OTHERS = 4;

function taskText({ states, error, exitCode }: TaskAnalysis): string {
  const code = exitCode === undefined || error !== '' ? '' : `, exit code ${exitCode}`;
  return `${states.at(-1)?.state ?? 'unknown'}${error === '' ? '' : ` "${error}"`}${code}`;
}
