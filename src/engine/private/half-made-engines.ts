import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import { dismantleEngine } from './dismantle-engine.ts';
import { withEngineLock } from './engine-lock.ts';
import { enginePaths, enginesDirectory, type EnginePaths } from './engine-paths.ts';
import { readRecord } from './engine-record.ts';
import { bootId, processStat } from './process-identity.ts';

const makerSchema = z.object({ pid: z.int(), startTime: z.string(), bootId: z.string() });

/** The process that makes an engine, as one that has died is never mistaken for another. */
export type EngineMaker = z.infer<typeof makerSchema>;

/** Writes down that this process is making the engine. */
export async function writeMaker(paths: EnginePaths): Promise<void> {
  const maker: EngineMaker = { pid: process.pid, startTime: String(processStat(process.pid)?.startTime ?? ''), bootId: bootId() };
  await writeFile(makerFile(paths), `${JSON.stringify(maker)}\n`, { mode: 0o600 });
}

/** Removes the engines that a process was making when it died, and returns what was done, a line each. One that was up by then stays up. */
export async function dismantleHalfMade(maker: EngineMaker, stateDir: string): Promise<string[]> {
  const env = { FAULTLINE_STATE_DIR: stateDir };
  const names = await readdir(enginesDirectory(env)).catch(() => []);
  const lines = await Promise.all(names.map(async (name) => dismantle(enginePaths(name, env), maker)));
  return lines.flat();
}

async function dismantle(paths: EnginePaths, maker: EngineMaker): Promise<string[]> {
  if (!(await wasMadeBy(paths, maker))) return [];
  return withEngineLock(paths.id, async () => {
    // Meanwhile another one may have taken over.
    if (!(await wasMadeBy(paths, maker))) return [];
    try {
      await dismantleEngine(paths);
      return [`private engine ${paths.name}: it was only half made, and is removed`];
    } catch (error) {
      return [`private engine ${paths.name}: ${describeError(error)}; to do it by hand: faultline engine down --name ${paths.name}`];
    }
  });
}

async function wasMadeBy(paths: EnginePaths, { pid, startTime, bootId }: EngineMaker): Promise<boolean> {
  if ((await readRecord(paths)) !== undefined) return false;
  const text = await readFile(makerFile(paths), 'utf8').catch(() => '{}');
  const maker = makerSchema.safeParse(parse(text)).data;
  return maker?.pid === pid && maker.startTime === startTime && maker.bootId === bootId;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off by the death of its writer.
    return undefined;
  }
}

function makerFile({ directory }: EnginePaths): string {
  return join(directory, 'maker.json');
}
