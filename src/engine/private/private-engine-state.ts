import { stat } from 'node:fs/promises';
import type { EnginePaths } from './engine-paths.ts';
import { engineProcesses } from './engine-processes.ts';
import { readRecord, type EngineRecord } from './engine-record.ts';
import { pings } from './engine-socket.ts';
import { linkExists } from './network-link.ts';
import { bootId, isRunning } from './process-identity.ts';

/** A private engine that answers. */
export interface PrivateEngineState {
  readonly name: string;
  readonly status: 'running';
  /** 'unix:///var/lib/faultline/engines/default/docker.sock' */
  readonly endpoint: string;
  /** Where its published ports are reached. */
  readonly hostAddress: string;
  readonly version: string;
  /** ISO-8601. */
  readonly startedAt: string;
  /** Of dockerd. */
  readonly pid: number;
  readonly directory: string;
}

/** What is left of a private engine that was killed, half made, or that a reboot ended. */
export interface StaleEngineState {
  readonly name: string;
  readonly status: 'stale';
  readonly reason: string;
  readonly directory: string;
}

/** Long enough for a busy machine; a dockerd that is silent for longer is taken for hung. */
const ANSWER_WITHIN_MS = 15_000;

/** Returns the state of a private engine, or undefined when nothing of it exists. Changes nothing. */
export async function privateEngineState(paths: EnginePaths): Promise<PrivateEngineState | StaleEngineState | undefined> {
  const record = await readRecord(paths);
  if (record === undefined) return (await remainsExist(paths)) ? stale(paths, 'it was only half made') : undefined;
  const reason = await whyStale(paths, record);
  return reason === undefined ? running(paths, record) : stale(paths, reason);
}

/** Returns the state that a record describes, without looking whether it is still so. */
export function running(paths: EnginePaths, record: EngineRecord): PrivateEngineState {
  return {
    name: paths.name,
    status: 'running',
    endpoint: `unix://${paths.socket}`,
    hostAddress: record.engineAddress,
    version: record.version,
    startedAt: record.startedAt,
    pid: record.dockerd.pid,
    directory: paths.directory,
  };
}

async function whyStale(paths: EnginePaths, record: EngineRecord): Promise<string | undefined> {
  if (record.bootId !== bootId()) return 'the machine was restarted since';
  if (!isRunning(record.dockerd)) return `its dockerd (pid ${record.dockerd.pid}) has ended`;
  if (!isRunning(record.holder)) return `the holder of its namespaces (pid ${record.holder.pid}) has ended`;
  if (!(await linkExists(paths))) return `its network link ${record.link} is gone`;
  if (!(await pings(paths.socket, ANSWER_WITHIN_MS))) return `it does not answer within ${ANSWER_WITHIN_MS / 1000} s`;
  return undefined;
}

async function remainsExist(paths: EnginePaths): Promise<boolean> {
  const directory = await stat(paths.directory).catch(() => undefined);
  if (directory !== undefined) return true;
  if (process.platform !== 'linux') return false;
  return engineProcesses(paths).length > 0 || (await linkExists(paths).catch(() => false));
}

function stale(paths: EnginePaths, reason: string): StaleEngineState {
  return { name: paths.name, status: 'stale', reason, directory: paths.directory };
}
