import type { Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { UndoAction } from '../faults/undo-action.ts';
import type { ScenarioInput } from '../scenario/define-scenario.ts';
import type { Pick as PickOf } from '../scenario/scenario.ts';
import { attackScenario, type AttackWords } from './attack-scenario.ts';
import type { Candidate, Found } from './candidate.ts';
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
  readonly scenario: ScenarioInput;
  /** How each fault is undone on each candidate that it may hit. */
  readonly undos: readonly { readonly use: AttackFault; readonly candidate: Candidate; readonly undo: readonly UndoAction[] }[];
  /** What was selected and cannot take the fault now, with the reason. */
  readonly leftOut: readonly { readonly title: string; readonly why: string }[];
}

const nobody: Found = { subjects: {}, selected: [], services: [] };

/**
 * Returns what an attack would do, every choice made by the seed. Asks the engine, and touches nothing.
 * @throws FaultlineError ERR_USAGE, ERR_TARGET_EMPTY, or what the fault itself has against its targets
 */
export async function planAttack(engine: Engine, request: AttackRequest): Promise<Attack> {
  const { uses, selection, rhythm, random, words } = request;
  const found = uses.some(({ fault }) => fault.of !== 'none') ? await findTargets(engine, selection) : nobody;
  const named = namesEachTarget(selection) && (found.services.length === 0 || uses.every(({ fault }) => fault.of === 'service'));
  const pick = request.pick ?? (named && random === undefined ? { choose: { kind: 'all' } } : { choose: { kind: 'random', count: 1 } });
  const undos: Attack['undos'][number][] = [];
  const refused: { readonly title: string; readonly error: FaultlineError }[] = [];
  const drawables: Drawable[] = [];
  for (const { weight, ...use } of uses) {
    const candidates: Candidate[] = [];
    for (const candidate of candidatesFor(use, found)) {
      const outlook = await lookAhead(engine, use, candidate);
      if ('refused' in outlook) refused.push({ title: candidate.title, error: outlook.refused });
      else {
        candidates.push(candidate);
        undos.push({ use, candidate, undo: outlook.undo });
      }
    }
    if (candidates.length > 0 || use.fault.of === 'none') drawables.push({ use, weight, candidates });
  }
  const [first] = refused;
  if (first !== undefined && (drawables.length === 0 || (named && random === undefined))) throw first.error;
  const [drawable] = drawables;
  if (drawable === undefined) throw nothingFor(uses);
  const strikes =
    random === undefined
      ? planStrikes({ ...rhythm, ...drawable, pick }, words.seed)
      : planRandomStrikes({ ...rhythm, ...random, everyMs: rhythm.everyMs ?? 0, drawables, pick }, words.seed);
  const scenario = attackScenario(found, strikes, { ...words, name: nameOf(request, strikes, drawables) });
  return { found, strikes, scenario, undos, leftOut: refused.map(({ title, error }) => ({ title, why: error.message })) };
}

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
