import { chooseAddress } from '../engine/choose-address.ts';
import { chooseEngine } from '../engine/choose-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { missingPrerequisites } from '../engine/private/prerequisites.ts';
import { initSwarm } from '../engine/swarm/init-swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

export interface EngineChoice {
  /** `auto`, `private`, `private:NAME` or an address. */
  readonly which: string;
  /** Whether `swarm init` may be run on it. */
  readonly swarmInit: boolean;
  /** Whether a scenario needs a Swarm manager, and whether one does not. */
  readonly needs: { readonly swarm: boolean; readonly plain: boolean };
}

/** The engines that the scenarios of one command run on: the chosen one, and for those that need Swarm possibly another. */
export class SuiteEngines {
  readonly #plain: Engine;
  readonly #swarm: Engine;

  private constructor(plain: Engine, swarm: Engine) {
    this.#plain = plain;
    this.#swarm = swarm;
  }

  /**
   * Connects. Where scenarios need Swarm and the chosen engine is no manager, `auto` falls back to the private engine and says so;
   * `swarm init` is run only when that is allowed explicitly.
   * @throws FaultlineError ERR_CAPABILITY_MISSING, ERR_ENGINE_UNREACHABLE
   */
  static async connect(choice: EngineChoice, say: (line: string) => void): Promise<SuiteEngines> {
    const chosen = await chooseEngine(choice.which, say);
    if (!choice.needs.swarm || chosen.facts.swarm === 'manager') return new SuiteEngines(chosen, chosen);
    try {
      if (choice.swarmInit) return SuiteEngines.#one(await initialised(chosen, choice.which, say));
      if (choice.which !== 'auto' || (await missingPrerequisites()).length > 0) throw noManager(chosen);
      say(`the engine at ${chosen.facts.endpoint} is no Swarm manager: scenarios with services run on the private engine instead`);
      const fallback = await chooseEngine('private', say);
      if (choice.needs.plain) return new SuiteEngines(chosen, fallback);
      await chosen.close();
      return SuiteEngines.#one(fallback);
    } catch (error) {
      await chosen.close();
      throw error;
    }
  }

  static #one(engine: Engine): SuiteEngines {
    return new SuiteEngines(engine, engine);
  }

  /** Returns the engine for a scenario. */
  of(needsSwarm: boolean): Engine {
    return needsSwarm ? this.#swarm : this.#plain;
  }

  async close(): Promise<void> {
    await this.#plain.close();
    if (this.#swarm !== this.#plain) await this.#swarm.close();
  }
}

async function initialised(engine: Engine, which: string, say: (line: string) => void): Promise<Engine> {
  say(`swarm init on the engine at ${engine.facts.endpoint}; to leave again: docker swarm leave --force`);
  await initSwarm(await chooseAddress(which, say));
  await engine.close();
  return chooseEngine(which, say);
}

function noManager({ facts }: Engine): FaultlineError {
  const state = facts.swarm === 'worker' ? 'only a worker of its Swarm' : 'not in a Swarm';
  const init = facts.swarm === 'inactive' ? ' `--swarm-init` makes it the manager of one.' : '';
  return new FaultlineError('ERR_CAPABILITY_MISSING', `A scenario has services, but the engine at ${facts.endpoint} is ${state}.`, {
    hint: `Add \`--engine private\` for a throw-away engine with Swarm.${init}`,
  });
}
