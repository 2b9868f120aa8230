import { mkdir, readlink } from 'node:fs/promises';
import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { dismantleEngine } from './dismantle-engine.ts';
import { startDaemon } from './docker-daemon.ts';
import { withEngineLock } from './engine-lock.ts';
import { enginePaths, type EnginePaths } from './engine-paths.ts';
import { writeRecord, type EngineRecord } from './engine-record.ts';
import { askSocket } from './engine-socket.ts';
import { writeMaker } from './half-made-engines.ts';
import { startHolder } from './namespace-holder.ts';
import { makeLink } from './network-link.ts';
import { requirePrerequisites } from './prerequisites.ts';
import { privateEngineState, running, type PrivateEngineState } from './private-engine-state.ts';
import { bootId } from './process-identity.ts';

export interface EngineUpOptions {
  /** Default: 'default'. */
  readonly name?: string | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
  /** When it aborts, what was made so far is removed and the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULT_NAME = 'default';

const versionSchema = z.object({ Version: z.string() });

/**
 * Returns a private engine that answers: the one of that name when it runs, else a new one. What is left of a dead one is removed first.
 * @throws ERR_CAPABILITY_MISSING when this machine cannot have one, or dockerd does not start (with the end of its log)
 */
export async function engineUp(options: EngineUpOptions = {}): Promise<PrivateEngineState> {
  const paths = enginePaths(options.name ?? DEFAULT_NAME);
  const say = options.onProgress ?? (() => undefined);
  await requirePrerequisites();
  return withEngineLock(
    paths.id,
    async () => {
      const state = await privateEngineState(paths);
      if (state?.status === 'running') return state;
      if (state?.status === 'stale') {
        say(`private engine ${paths.name} is stale, ${state.reason}: removing what is left of it`);
        await dismantleEngine(paths);
      }
      await makeDirectory(paths.directory);
      try {
        await writeMaker(paths);
        return await makeEngine(paths, say, options.signal);
      } catch (error) {
        await dismantleEngine(paths);
        throw error;
      }
    },
    () => say('waiting for another faultline that brings this engine up or down'),
  );
}

async function makeEngine(paths: EnginePaths, say: (line: string) => void, signal?: AbortSignal): Promise<PrivateEngineState> {
  signal?.throwIfAborted();
  const holder = await startHolder(paths);
  const subnet = await makeLink(paths, holder.pid);
  say(`private engine ${paths.name}: starting dockerd at ${subnet.engineAddress} in a network namespace of its own`);
  const dockerd = await startDaemon(paths, holder, signal);
  await initialiseSwarm(paths, subnet.engineAddress);
  const { body } = await askSocket(paths.socket, { method: 'GET', path: '/version' });
  const record: EngineRecord = {
    schema: 1,
    name: paths.name,
    startedAt: new Date().toISOString(),
    bootId: bootId(),
    holder,
    dockerd,
    networkNamespace: await readlink(`/proc/${holder.pid}/ns/net`),
    link: paths.id,
    ...subnet,
    version: versionSchema.parse(JSON.parse(body)).Version,
  };
  signal?.throwIfAborted();
  await writeRecord(paths, record);
  return running(paths, record);
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new FaultlineError('ERR_CAPABILITY_MISSING', `the directory of the engine cannot be made: ${describeError(cause)}`, {
      hint: 'Set FAULTLINE_STATE_DIR to a directory that can be written to.',
      cause,
    });
  }
}

async function initialiseSwarm(paths: EnginePaths, address: string): Promise<void> {
  const body = { ListenAddr: `${address}:2377`, AdvertiseAddr: address };
  const answer = await askSocket(paths.socket, { method: 'POST', path: '/swarm/init', body, timeoutMs: 60_000 });
  if (answer.status === 200) return;
  throw new FaultlineError('ERR_ENGINE_REFUSED', `swarm init: the engine answered ${answer.status}: ${answer.body.trim()}`);
}
