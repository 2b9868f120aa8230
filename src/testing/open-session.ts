import { chooseEngine } from '../engine/choose-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { drawSeed } from '../scenario/draw-seed.ts';
import { holdReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { openRun } from '../suite/open-run.ts';
import type { BlastRadiusInput } from '../scenario/frame-inputs.ts';
import type { RunOptions } from '../suite/scenario-run.ts';
import { Session } from './session.ts';
import { SessionPlan } from './session-plan.ts';
import { withFaultMethods, type FaultMethods } from './fault-methods.ts';

/** What a session is opened with. */
export interface SessionOptions extends Pick<
  RunOptions,
  'registries' | 'out' | 'seed' | 'allowCommands' | 'signal' | 'onEvent' | 'onProgress'
> {
  /** An engine that is connected already, which stays so; or `auto` (default), `private`, `private:NAME` or an address. */
  readonly engine?: Engine | string;
  /** What it is called in reports. */
  readonly name?: string;
  /** Upper bound of the whole session (default `10m`): then everything that still waits is rejected. */
  readonly timeout?: string;
  /** The hard upper bound on what one fault may touch. */
  readonly blastRadius?: BlastRadiusInput;
}

/**
 * Begins a session on an engine. Give it to `await using`, or end it yourself.
 * @throws FaultlineError ERR_ENGINE_UNREACHABLE, ERR_SCENARIO_INVALID when an option is not valid
 */
export async function openSession(options: SessionOptions = {}): Promise<Session & FaultMethods> {
  const { engine: choice, name = 'a session', timeout, blastRadius, seed = drawSeed(), allowCommands = false, ...rest } = options;
  const frame = { name, ...(timeout === undefined ? {} : { timeout }), ...(blastRadius && { blast_radius: blastRadius }) };
  const plan = new SessionPlan(frame, { seed, allowCommands, registries: rest.registries });
  const given = typeof choice === 'object' ? choice : undefined;
  const engine = given ?? (await chooseEngine(typeof choice === 'string' ? choice : undefined, rest.onProgress ?? (() => undefined)));
  const release = await holdReaper(stateDir(), rest.onProgress ?? (() => undefined));
  const close = async () => {
    await release();
    if (given === undefined) await engine.close();
  };
  try {
    const open = await openRun(plan.plan, { file: '', sha256: '' }, { ...rest, engine });
    return withFaultMethods(await Session.begin(open, { plan, close, checks: rest.registries?.checks }), rest.registries?.faults);
  } catch (error) {
    await close();
    throw error;
  }
}
