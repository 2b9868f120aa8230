import type { Engine, ImageSnapshot } from '../engine/engine.ts';
import type { Swarm } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/** The images that tasks are made from, as the engine tells them once. */
export class TaskImages {
  readonly #engine: Engine;
  readonly #known = new Map<string, ImageSnapshot>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Returns an image; undefined while neither this engine nor, where it is given and can be reached, that of the node has it. */
  async of(reference: string, node?: { readonly swarm: Swarm; readonly nodeId: string }): Promise<ImageSnapshot | undefined> {
    const known = this.#known.get(reference);
    if (known !== undefined || reference === '') return known;
    const found =
      (await unlessRefused(this.#engine.inspectImage(reference))) ??
      (node === undefined ? undefined : await unlessRefused(inspectOn(node, reference)));
    if (found !== undefined) this.#known.set(reference, found);
    return found;
  }
}

async function inspectOn({ swarm, nodeId }: { readonly swarm: Swarm; readonly nodeId: string }, reference: string) {
  return (await swarm.engineOf(nodeId)).inspectImage(reference);
}

/** Without what it would tell a run goes on: an engine that is gone is noticed by others. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FaultlineError) return undefined;
    throw error;
  }
}
