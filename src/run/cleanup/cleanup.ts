import { rm } from 'node:fs/promises';
import type { Engine } from '../../engine/engine.ts';
import { RUN_LABEL } from '../../engine/labels.ts';
import { describeError } from '../../errors/describe-error.ts';
import type { RunOwner } from '../undo-record.ts';
import { engineIsGone } from './engine-is-gone.ts';
import { removeRun, servicesOfRuns, type Leftover, type RemovedThings } from './remove-run.ts';
import { readStoredRuns, type DamagedRun, type StoredRun } from './stored-run.ts';
import { describeRecord, owedUndos, undoStoredRun } from './undo-stored-run.ts';

export interface CleanupRequest {
  readonly stateDir: string;
  /** Only this run. */
  readonly run?: string;
  /** Also what carries the label of a run that has no directory here: of an older machine state, or of another machine. */
  readonly all: boolean;
  /** Only tell what would be done. */
  readonly dryRun: boolean;
  /** Connects to the engine that a run used. */
  readonly connect: (engine: RunOwner['engine']) => Promise<Engine>;
  /** Connects to the engine that `all` looks at. */
  readonly connectChosen: () => Promise<Engine>;
}

export interface RunCleanup extends Omit<RemovedThings, 'failed'> {
  readonly run: string;
  readonly outcome: 'cleaned' | 'left' | 'live' | 'would-clean';
  readonly undone: readonly string[];
  readonly left: readonly Leftover[];
}

/**
 * Undoes and removes what dead runs left behind, and returns what that was, a run each. A run whose process lives is not touched,
 * and nothing is removed that does not carry the label of a run. Doing it again is harmless.
 */
export async function cleanup(request: CleanupRequest): Promise<readonly RunCleanup[]> {
  const wanted = (id: string) => request.run === undefined || request.run === id;
  const stored = await readStoredRuns(request.stateDir);
  const results: RunCleanup[] = [];
  for (const run of stored.filter(({ id }) => wanted(id))) results.push(await cleanStored(request, run));
  if (!request.all) return results;
  return [...results, ...(await cleanUnknown(request, wanted))];
}

async function cleanStored(request: CleanupRequest, run: StoredRun | DamagedRun): Promise<RunCleanup> {
  if ('damage' in run) return leftWith(run.id, `${run.directory}: ${run.damage}; look at the file, then remove the directory by hand`);
  if (run.alive) return { ...nothing(run.id), outcome: 'live' };
  if (engineIsGone(run.owner.engine.endpoint, request.stateDir)) {
    if (!request.dryRun) await rm(run.directory, { recursive: true, force: true });
    return { ...nothing(run.id), outcome: request.dryRun ? 'would-clean' : 'cleaned' };
  }
  let engine: Engine | undefined;
  try {
    engine = await request.connect(run.owner.engine);
    return request.dryRun ? await preview(engine, run) : await cleanDead(engine, run);
  } catch (error) {
    const again = `once the engine answers: faultline cleanup --run ${run.id}; if it is gone for good: rm -r ${run.directory}`;
    return leftWith(run.id, `${describeError(error)}; ${again}`);
  } finally {
    await engine?.close();
  }
}

async function cleanDead(engine: Engine, run: StoredRun): Promise<RunCleanup> {
  const { undone, failed: notUndone } = await undoStoredRun(engine, run, await owedUndos(engine, run));
  const { failed: notRemoved, ...removed } = await removeRun(engine, run.id);
  const left = [...notUndone, ...notRemoved];
  if (left.length === 0) await rm(run.directory, { recursive: true, force: true });
  return { run: run.id, outcome: left.length === 0 ? 'cleaned' : 'left', undone, ...removed, left };
}

async function cleanUnknown(request: CleanupRequest, wanted: (id: string) => boolean): Promise<RunCleanup[]> {
  const engine = await request.connectChosen();
  const results: RunCleanup[] = [];
  try {
    const labelled = await engine.listContainers({ labels: [RUN_LABEL] });
    const networks = await engine.listNetworks({ labels: {} });
    const services = await servicesOfRuns(engine, RUN_LABEL);
    const ids = new Set([...services, ...labelled, ...networks].flatMap(({ labels }) => labels?.[RUN_LABEL] ?? []));
    // Read after the engine was asked: a run that has begun since then had its directory before it had anything else.
    const known = new Set((await readStoredRuns(request.stateDir)).map(({ id }) => id));
    for (const id of [...ids].filter((found) => wanted(found) && !known.has(found)).sort()) {
      if (request.dryRun) results.push(await preview(engine, { id }));
      else {
        const { failed, ...removed } = await removeRun(engine, id);
        results.push({ run: id, outcome: failed.length === 0 ? 'cleaned' : 'left', undone: [], ...removed, left: failed });
      }
    }
    return results;
  } finally {
    await engine.close();
  }
}

async function preview(engine: Engine, run: StoredRun | { readonly id: string }): Promise<RunCleanup> {
  const services = await servicesOfRuns(engine, `${RUN_LABEL}=${run.id}`);
  const containers = await engine.listContainers({ labels: [`${RUN_LABEL}=${run.id}`] });
  const networks = await engine.listNetworks({ labels: { [RUN_LABEL]: run.id } });
  const images = await engine.listImages({ labels: { [RUN_LABEL]: run.id } });
  return {
    run: run.id,
    outcome: 'would-clean',
    undone: 'pending' in run ? (await owedUndos(engine, run)).map(describeRecord) : [],
    services: services.map(({ name }) => name),
    containers: containers.map(({ name }) => name),
    networks: networks.map(({ name }) => name),
    images: images.map(({ name }) => name),
    left: [],
  };
}

/** Returns a clean-up that had nothing to do. */
export function nothing(run: string): RunCleanup {
  return { run, outcome: 'cleaned', undone: [], services: [], containers: [], networks: [], images: [], left: [] };
}

function leftWith(run: string, message: string): RunCleanup {
  return { ...nothing(run), outcome: 'left', left: [{ what: `run ${run}`, message }] };
}
