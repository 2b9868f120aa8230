import { z } from 'zod';
import type { Analysis, RequestColumns } from '../analysis/analysis.ts';
import { requestRange } from '../analysis/request-range.ts';
import { countVersion, restIn } from '../analysis/rest-requests.ts';
import { certainStates, requestState } from '../analysis/request-states.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude, type Finding } from './conclude.ts';
import { formatShare } from './format-value.ts';
import { aboutLoad, loadOptions, measuredPart, type MeasuredPart } from './load-options.ts';
import { needsOneOf } from './needs-one-of.ts';
import { spoiledDoubt, spoiledEvidence } from './spoiled-evidence.ts';
import { formText, onlyOneForm, temporalOptions } from './temporal.ts';
import { allHold, holdsOver } from './value-range.ts';
import { onlyForTasks, onlyForResponses } from './versions-by.ts';
import { versionsByTasks } from './versions-by-tasks.ts';

const versionList = () => z.array(z.string().min(1)).min(1);

const schema = z
  .strictObject({
    ...loadOptions(),
    ...temporalOptions(),
    of: z.string().min(1).optional().describe('The load or, by tasks, the service; may be left out when there is only one.'),
    by: z.enum(['responses', 'tasks']).default('responses').describe('Count the responses of a load, or the running tasks of a service.'),
    share: z
      .record(z.string(), comparison('share'))
      .optional()
      .describe('By version: its share of the responses that told one, or of the tasks.'),
    present: versionList().optional().describe('Versions of which at least one response came, or a task ran.'),
    absent: versionList().optional().describe('Versions of which no response came, or no task ran.'),
    never_together: z.literal(true).optional().describe('No two versions answer, or run, at once.'),
    at: z.literal('end').optional().describe('Only at the end: the responses of the last second, or the tasks that run then.'),
  })
  .refine(...needsOneOf('share', 'present', 'absent', 'never_together'))
  .refine(...onlyOneForm())
  .refine(...onlyForTasks())
  .refine(...onlyForResponses());

type Options = z.output<typeof schema>;

const AT_END_MS = 1000;

/** Which versions of the application answered, or ran. */
export const versions = {
  name: 'versions',
  summary: 'Which versions of the application answered or ran, and which share of the responses or of the running tasks each had.',
  schema,
  of: 'load-or-subject',
  judge(options, analysis) {
    const expected = describeWanted(options);
    if (options.by === 'responses') {
      const asked = { ...options, during: options.during ?? 'chaos' };
      const question = { what: aboutLoad('versions', asked, analysis), of: options.of, during: asked.during, expected };
      return conclude(question, () => byResponses(asked, analysis));
    }
    const { of, during, share = {}, present = [], absent = [], never_together: together, at } = options;
    const what = `The versions of the tasks${of === undefined ? '' : ` of ${of}`}${during === undefined ? '' : ` during ${during}`}`;
    const asked = { ...options, share, present, absent, neverTogether: together === true, atEnd: at === 'end' };
    return conclude({ what, of, during, expected }, () => versionsByTasks(asked, analysis));
  },
} as const satisfies Check<Options>;

function describeWanted(options: Options): string {
  const { share = {}, present = [], absent = [], never_together: together, at } = options;
  const parts = [
    ...Object.entries(share).map(([version, { text }]) => `version ${version} ${text}`),
    ...present.map((version) => `version ${version}`),
    ...absent.map((version) => `no version ${version}`),
    ...(together === true ? ['never two at once'] : []),
  ];
  return `${formText(options)}${parts.join(', ')}${at === undefined ? '' : ' at the end'}`;
}

type Asked = Options & { readonly during: NonNullable<Options['during']> };

function byResponses({ share = {}, present = [], absent = [], ...options }: Asked, analysis: Analysis): Finding {
  const whole = measuredPart(analysis, options);
  const fromMs = options.at === 'end' ? Math.max(whole.window.fromMs, whole.window.untilMs - AT_END_MS) : whole.window.fromMs;
  const part = { ...whole, window: { ...whole.window, fromMs } };
  const { counts, told, unknown, silent, answered, together } = countVersions(part);
  if (told + unknown === 0) throw new CannotTell('no response told a version then');
  const of = (version: string) => counts.get(version) ?? 0;
  const rangeOf = (version: string) => ({ low: of(version) / (told + unknown), high: (of(version) + unknown) / (told + unknown) });
  const holds = allHold([
    ...Object.entries(share).map(([version, bound]) => holdsOver(rangeOf(version), bound)),
    ...present.map((version) => answered.has(version) || (silent > 0 ? undefined : false)),
    ...absent.map((version) => (answered.has(version) ? false : silent > 0 ? undefined : true)),
    options.never_together === undefined || (together ? false : silent > 0 ? undefined : true),
  ]);
  const shares = [...counts].map(([version, count]) => `version ${version} ${formatShare(count / told)}`);
  const both = options.never_together === true && together ? ', two versions at once' : '';
  return {
    of: part.of,
    observed: `${shares.length === 0 ? 'none' : shares.join(', ')} (n=${told})${both}`,
    holds,
    doubt: spoiledDoubt(unknown, part),
    evidence: holds === undefined ? spoiledEvidence(part.stream, part.window) : [],
  };
}

interface Counted {
  readonly counts: ReadonlyMap<string, number>;
  readonly told: number;
  /** Requests that the harness spoiled, which in time might have told any version. */
  readonly unknown: number;
  /** Those of them that nobody answered: an answer tells its version, however late its request was sent. */
  readonly silent: number;
  /** Versions that answered, be it a request that was sent late. */
  readonly answered: ReadonlySet<string>;
  /** Whether a version answered again after another one had begun to. */
  readonly together: boolean;
}

function countVersions({ stream, window }: MeasuredPart): Counted {
  const { requests } = stream;
  const { from, until } = requestRange(requests, window);
  const states = certainStates(stream);
  const counts = new Map<string, number>();
  const answers: number[] = [];
  let told = 0;
  let unknown = 0;
  let silent = 0;
  for (let row = from; row < until; row += 1) {
    const name = versionOf(requests, row);
    if (name !== undefined) answers.push(row);
    if (states[row] === requestState.unknown) {
      unknown += 1;
      if (name === undefined) silent += 1;
    } else if (name !== undefined) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      told += 1;
    }
  }
  // The first and the last request of each version are always among the rows: what was left out changes neither who answered nor in which order.
  const rest = restIn(requests, window);
  for (const name of requests.versionNames) {
    const more = countVersion(rest, name);
    if (more === 0) continue;
    counts.set(name, (counts.get(name) ?? 0) + more);
    told += more;
  }
  return { counts, told, unknown, silent, ...inTurn(requests, answers) };
}

/** A request that was sent late tells what answered when it was sent, not when it was due. */
function inTurn(requests: RequestColumns, rows: readonly number[]): Pick<Counted, 'answered' | 'together'> {
  const sentMs = (row: number) => (requests.dueMs[row] ?? 0) + (requests.slipMs[row] ?? 0);
  const answered = new Set<string>();
  let last: string | undefined;
  let together = false;
  for (const row of rows.toSorted((one, other) => sentMs(one) - sentMs(other))) {
    const name = versionOf(requests, row);
    if (name === undefined) continue;
    together ||= name !== last && answered.has(name);
    last = name;
    answered.add(name);
  }
  return { answered, together };
}

function versionOf({ version, versionNames }: RequestColumns, row: number): string | undefined {
  return versionNames[(version[row] ?? 0) - 1];
}
