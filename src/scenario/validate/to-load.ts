import { resolve } from 'node:path';
import type { LoadSpec, ProbeSpec, SourcePosition } from '../scenario.ts';

/** Returns a load with its paths resolved: relative ones start from the scenario file. A program without a slash is looked up in PATH. */
export function toLoad(load: LoadSpec, baseDir: string, commandSource: SourcePosition, probe?: ProbeSpec): LoadSpec {
  const { tls, command } = load;
  const [program = '', ...args] = command ?? [];
  return {
    ...load,
    ...(tls?.caFile !== undefined && { tls: { ...tls, caFile: resolve(baseDir, tls.caFile) } }),
    ...(command !== undefined && { command: [program.includes('/') ? resolve(baseDir, program) : program, ...args], commandSource }),
    ...(probe !== undefined && { probe }),
  };
}
