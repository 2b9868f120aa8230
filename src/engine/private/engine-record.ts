import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { EnginePaths } from './engine-paths.ts';

const processIdentity = z.object({ pid: z.number().int().positive(), startTime: z.number().int().nonnegative() });

const engineRecordSchema = z.object({
  schema: z.literal(1),
  name: z.string(),
  startedAt: z.string(),
  bootId: z.string(),
  holder: processIdentity,
  dockerd: processIdentity,
  /** The network namespace as the kernel numbers it: 'net:[4026532451]'. */
  networkNamespace: z.string(),
  link: z.string(),
  engineAddress: z.string(),
  gatewayAddress: z.string(),
  version: z.string(),
});

/** What is written down about a private engine once it is up; a directory without one is half made. */
export type EngineRecord = z.infer<typeof engineRecordSchema>;

/** Returns the record, or undefined when there is none or it is damaged. */
export async function readRecord(paths: EnginePaths): Promise<EngineRecord | undefined> {
  try {
    return engineRecordSchema.parse(JSON.parse(await readFile(paths.stateFile, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes the record in one step: whoever reads it finds all of it or nothing. */
export async function writeRecord(paths: EnginePaths, record: EngineRecord): Promise<void> {
  const draft = `${paths.stateFile}.draft`;
  await writeFile(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, paths.stateFile);
}
