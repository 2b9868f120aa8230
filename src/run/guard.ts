import { checkGuardRails } from '../targets/check-guard-rails.ts';
import { reachedBy, type Hit } from '../targets/hit.ts';
import { readSurroundings, type Surroundings } from '../targets/surroundings.ts';
import type { Target } from '../targets/target.ts';
import type { RunContext } from './run-context.ts';
import type { UndoStack } from './undo-stack.ts';

/** So long the engine may take to notice that a container which was hit has died. */
const NOTICED_MS = 1000;

/** A hit that may happen now. Until it is released, what it hits does not count as healthy for others. */
export interface Admission {
  readonly targets: readonly Target[];
  release(): void;
}

/**
 * Asks the guard rails before each injection. Firings that come at the same time ask one after the other, or two of them would each leave the
 * replica that the other takes.
 */
export class Guard {
  readonly #context: RunContext;
  readonly #undo: UndoStack;
  readonly #asking = new Map<string, Promise<unknown>>();
  /** How often containers are being hit right now, by id. */
  readonly #hit = new Map<string, number>();
  /** Until when the engine may not have noticed what became of a container that was hit, by id. */
  readonly #noticedAtMs = new Map<string, number>();

  constructor(context: RunContext, undo: UndoStack) {
    this.#context = context;
    this.#undo = undo;
  }

  /**
   * Admits what `choose` returns.
   * @throws FaultlineError ERR_BLAST_RADIUS, and whatever `choose` throws
   */
  async admit(subject: string, choose: () => Promise<Hit>): Promise<Admission> {
    const asked = (this.#asking.get(subject) ?? Promise.resolve()).then(async () => this.#ask(await choose()));
    this.#asking.set(
      subject,
      asked.catch(() => undefined),
    );
    return asked;
  }

  async #ask(chosen: Hit): Promise<Admission> {
    const hit = { ...chosen, candidates: chosen.candidates.map((candidate) => this.#withoutDisturbed(candidate)) };
    checkGuardRails(hit, this.#context.scenario.blastRadius, await this.#surroundings(hit));
    const ids = reachedBy(hit).map(({ id }) => id);
    for (const id of ids) this.#count(id, 1);
    const release = () => {
      for (const id of ids) {
        this.#count(id, -1);
        this.#noticedAtMs.set(id, this.#context.clock.now() + NOTICED_MS);
      }
    };
    return { targets: chosen.targets, release };
  }

  /** Nobody but what was there before the run can be a manager, or the container that faultline runs in. */
  async #surroundings(hit: Hit): Promise<Surroundings> {
    const { runId, engine } = this.#context;
    return hit.targets.some(({ attached }) => attached === true) ? readSurroundings(engine, runId) : { runId, managers: [] };
  }

  #withoutDisturbed(target: Target): Target {
    const noticed = this.#context.clock.now() >= (this.#noticedAtMs.get(target.id) ?? 0);
    const disturbed = this.#hit.has(target.id) || !noticed || this.#undo.lastsOn(target.id);
    return target.found === undefined || !disturbed ? target : { ...target, found: { ...target.found, healthy: false } };
  }

  #count(id: string, by: number): void {
    const count = (this.#hit.get(id) ?? 0) + by;
    if (count === 0) this.#hit.delete(id);
    else this.#hit.set(id, count);
  }
}
