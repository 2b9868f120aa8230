import type { Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { UndoAction } from '../faults/undo-action.ts';
import type { WrittenScenario } from '../scenario/written-scenario.ts';
import { blastRadius, toBlastRadius } from '../scenario/grammar/blast-radius.ts';
import type { Refused } from '../targets/check-guard-rails.ts';
import { readSurroundings } from '../targets/surroundings.ts';
import type { Pick as PickOf } from '../scenario/scenario.ts';
import { attackScenario, type AttackWords } from './attack-scenario.ts';
import type { Candidate, Found } from './candidate.ts';
import { refusalsOfStrikes, refusalsOfTargets, type Rails } from './guard-strikes.ts';
import { findTargets } from './find-targets.ts';
import { lookAhead } from './look-ahead.ts';
import { planRandomStrikes, type Drawable, type RandomPlan } from './plan-random-strikes.ts';
import { planStrikes, type StrikePlan } from './plan-strikes.ts';
import { namesEachTarget, type Selection } from './selection.ts';
import type { AttackFault, Strike } from './strike.ts';

export interface AttackRequest {
  readonly uses: readonly (AttackFault & { readonly weight: number })[];
  readonly selection: Selection;
  /** Absent: all that were named by their own names, one at random of what a selector finds. */
  readonly pick?: PickOf;
  readonly rhythm: Pick<StrikePlan, 'durationMs' | 'forMs' | 'everyMs' | 'times' | 'jitter' | 'follow'>;
  /** Present: a random attack. */
  readonly random?: Pick<RandomPlan, 'maxConcurrent' | 'maxPerTarget' | 'pauseMs' | 'quietHours' | 'startMinute'>;
  readonly words: Omit<AttackWords, 'name'>;
}

/** An attack as it will be done, before anything has been done. */
export interface Attack {
  readonly found: Found;
  readonly strikes: readonly Strike[];
  readonly scenario: WrittenScenario;
  /** How each fault is undone on each candidate that it may hit. */
  readonly undos: readonly { readonly use: AttackFault; readonly candidate: Candidate; readonly undo: readonly UndoAction[] }[];
  /** What was selected and cannot take the fault now, with the reason. */
  readonly leftOut: readonly { readonly title: string; readonly error: FaultlineError }[];
  /** What the guard rails have against the strikes as they are. */
  readonly refusals: readonly Refused[];
}

const nobody: Found = { subjects: {}, selected: [], services: [] };
/** What speaks against a target whatever else is hit; the others depend on how many are taken at a time. */
const ofOneTarget = (rule: string, random: boolean) => !['max_targets', 'max_share', ...(random ? [] : ['last_healthy'])].includes(rule);

/**
 * Returns what an attack would do, every choice made by the seed. Asks the engine, and touches nothing.
 * @throws FaultlineError ERR_USAGE, ERR_TARGET_EMPTY, ERR_BLAST_RADIUS, or what the fault itself has against its targets
 */
export async function planAttack(engine: Engine, request: AttackRequest): Promise<Attack> {
  const { uses, selection, rhythm, random, words } = request;
  const found = uses.some(({ fault }) => fault.of !== 'none') ? await findTargets(engine, selection) : nobody;
  const rails = {
    radius: toBlastRadius(blastRadius.parse(words.more.blast_radius ?? {})),
    surroundings: await readSurroundings(engine, ''),
  };
  const { drawables, undos, leftOut } = await drawablesOf(engine, request, found, rails);
  const [drawable] = drawables;
  if (drawable === undefined) throw leftOut[0]?.error ?? nothingFor(uses);
  const pick = request.pick ?? defaultPick(request, found);
  const strikes =
    random === undefined
      ? planStrikes({ ...rhythm, ...drawable, pick }, words.seed)
      : planRandomStrikes({ ...rhythm, ...random, everyMs: rhythm.everyMs ?? 0, drawables, pick }, words.seed);
  const scenario = attackScenario(found, strikes, { ...words, name: nameOf(request, strikes, drawables) });
  return { found, strikes, scenario, undos, refusals: refusalsOfStrikes(found, strikes, rails), leftOut };
}

/** Who can take each fault: named targets all have to, of what a selector found those that can. */
async function drawablesOf(engine: Engine, request: AttackRequest, found: Found, rails: Rails) {
  const { uses, selection, random } = request;
  const undos: Attack['undos'][number][] = [];
  const leftOut: Attack['leftOut'][number][] = [];
  const drawables: Drawable[] = [];
  for (const { weight, ...use } of uses) {
    const candidates: Candidate[] = [];
    for (const candidate of candidatesFor(use, found)) {
      const outlook = await lookAhead(engine, use, candidate);
      const against = refusalsOfTargets(found, use, [candidate], rails).filter(({ rule }) => ofOneTarget(rule, random !== undefined));
      const error = 'refused' in outlook ? outlook.refused : against.length > 0 ? refusalError(against) : undefined;
      if (error !== undefined && random === undefined && namesEachTarget(selection)) throw error;
      if (error !== undefined) leftOut.push({ title: candidate.title, error });
      else candidates.push(candidate);
      if (error === undefined && 'undo' in outlook) undos.push({ use, candidate, undo: outlook.undo });
    }
    if (candidates.length > 0 || use.fault.of === 'none') drawables.push({ use, weight, candidates });
  }
  return { drawables, undos, leftOut };
}

/** All that were named by their own names, and one at random of what a selector, or a service's tasks, are. */
function defaultPick({ selection, random, uses }: AttackRequest, { services }: Found): PickOf {
  const named = namesEachTarget(selection) && (services.length === 0 || uses.every(({ fault }) => fault.of === 'service'));
  return named && random === undefined ? { choose: { kind: 'all' } } : { choose: { kind: 'random', count: 1 } };
}

/** Returns the error that says which rules refuse an attack, and how to allow it. */
export function refusalError(refused: readonly Refused[]): FaultlineError {
  return new FaultlineError('ERR_BLAST_RADIUS', refused.map(({ rule, why }) => `Refused by ${rule}: ${why}`).join('; '), {
    hint: [...new Set(refused.map(({ rule, hint }) => hints[rule] ?? hint))].join(' '),
  });
}

/** What a person types here in place of what stands in a scenario. */
const hints: Readonly<Record<string, string>> = {
  last_healthy: 'Run more replicas or narrow with --pick, or add --allow-last-healthy on purpose.',
  max_targets: 'Narrow with --pick, or raise --max-targets on purpose.',
  max_share: 'Narrow with --pick, or raise --max-share on purpose.',
  deny: 'Select something else, or leave out --deny-label.',
  allow: 'Select something that has such a label, or add its label with --allow-label.',
};

function candidatesFor({ fault }: AttackFault, { selected, services }: Found): readonly Candidate[] {
  if (fault.of === 'service') return services;
  if (fault.tasks === undefined) return selected;
  return selected.filter(({ target }) => (target.kind === 'task') === (fault.tasks === 'only'));
}

function nothingFor(uses: AttackRequest['uses']): FaultlineError {
  const names = uses.map(({ fault }) => fault.name).join(', ');
  const [only] = uses;
  const of =
    only?.fault.of === 'service' ? 'a service as a whole' : only?.fault.tasks === 'only' ? 'tasks of services' : 'plain containers';
  return new FaultlineError('ERR_TARGET_EMPTY', `${names}: it acts on ${of}, and none was selected.`, {
    hint: 'Name one: `faultline attack --help` shows how, and `docker ps` and `docker service ls` what there is.',
  });
}

function nameOf({ random, uses }: AttackRequest, strikes: readonly Strike[], drawables: readonly Drawable[]): string {
  if (random !== undefined) return `random ${uses.map(({ fault }) => fault.name).join(', ')}: ${strikes.length} decisions`;
  const titles = [...new Set(strikes.flatMap((strike) => ('targets' in strike ? strike.targets.map(({ title }) => title) : [])))];
  const times = strikes.length === 1 ? '' : `, ${strikes.length} times`;
  return `${drawables[0]?.use.fault.name ?? ''} ${titles.join(', ')}`.trim() + times;
}
