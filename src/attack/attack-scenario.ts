import { formatDuration } from '../scenario/format-duration.ts';
import type { AttachInput, LoadInput } from '../scenario/frame-inputs.ts';
import type { WrittenExpectation, WrittenScenario, WrittenStep } from '../scenario/written-scenario.ts';
import type { Found } from './candidate.ts';
import { isHit, type Follow, type Hit, type Strike } from './strike.ts';

/** The name of the load that `--measure` makes. */
const MEASURE = 'users';
/** What comes on top of the attack before it is called too long: set-up, undo, clean-up. */
const MARGIN_MS = 5 * 60_000;

export interface AttackWords {
  readonly name: string;
  readonly seed: string;
  /** How long it is watched after the last fault is over. */
  readonly observeMs: number;
  /** What is measured before the first strike. */
  readonly leadMs: number;
  readonly load?: LoadInput;
  readonly expect: readonly WrittenExpectation[];
  /** Keys of the top level that the attack's options give as they are: `blast_radius`, `abort`, `steady`. */
  readonly more: Partial<WrittenScenario>;
}

/** Returns the scenario of an attack: what a person would write to do the same. Pure. */
export function attackScenario(found: Pick<Found, 'subjects'>, strikes: readonly Strike[], words: AttackWords): WrittenScenario {
  const { name, seed, observeMs, leadMs, load, expect, more } = words;
  const attach: Record<string, AttachInput> = {};
  for (const subject of hitSubjects(strikes)) attach[subject] = found.subjects[subject]?.attach ?? {};
  const steps = strikes.flatMap((strike) => stepsOf(found, strike, leadMs));
  const endMs = Math.max(0, ...strikes.map((strike) => strike.atMs + (isHit(strike) ? (strike.forMs ?? 0) : 0))) + leadMs;
  return {
    name: name.slice(0, 200),
    tags: ['attack'],
    seed,
    ...(Object.keys(attach).length > 0 && { attach }),
    ...(load !== undefined && { load: { [MEASURE]: load } }),
    ...more,
    timeline: [...steps, { name: 'observe', at: formatDuration(endMs + observeMs) }],
    ...(expect.length > 0 && { expect }),
    timeout: formatDuration(endMs + observeMs + MARGIN_MS),
  };
}

function hitSubjects(strikes: readonly Strike[]): string[] {
  return [...new Set(strikes.filter(isHit).flatMap(({ targets }) => targets.map(({ target }) => target.subject)))];
}

function stepsOf(found: Pick<Found, 'subjects'>, strike: Strike, leadMs: number): WrittenStep[] {
  const at = formatDuration(strike.atMs + leadMs);
  if (!isHit(strike)) return [{ name: `nothing: ${strike.why}`, at }];
  const { use, targets, name } = strike;
  const label = name === undefined ? {} : { name };
  if (targets.length === 0) return [{ ...label, at, [use.fault.name]: { ...use.options, ...lasting(strike) } }];
  return [...new Set(targets.map(({ target }) => target.subject))].map((subject) => {
    const mine = targets.filter(({ target }) => target.subject === subject);
    const pick =
      use.fault.of === 'service'
        ? undefined
        : namesOf(
            found,
            subject,
            mine.map(({ target }) => target.task?.name ?? target.name),
          );
    return { ...label, at, [use.fault.name]: { of: subject, ...(pick && { pick }), ...use.options, ...lasting(strike) } };
  });
}

function lasting({ forMs, follow }: Hit): { readonly for?: string; readonly follow?: Follow } {
  if (forMs === undefined) return {};
  return { for: formatDuration(forMs), ...(follow !== undefined && { follow }) };
}

/** A subject that is one container needs no choice. */
function namesOf({ subjects }: Pick<Found, 'subjects'>, subject: string, names: readonly string[]): { name: string[] } | undefined {
  return subjects[subject]?.attach.container === undefined ? { name: [...names].sort() } : undefined;
}
