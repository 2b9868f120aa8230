import { configuredRegistries } from '../../../src/cli/config-option.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { runProgram } from '../../../src/cli/run-program.ts';

/** Runs faultline in this process; only for what ends before anything is measured or touched. */
export async function faultlineHere(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const before = { stdout: process.stdout.write.bind(process.stdout), stderr: process.stderr.write.bind(process.stderr) };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (text: string | Uint8Array) => {
      written[stream] += String(text);
      return true;
    };
  }
  const { exitCode } = process;
  process.exitCode = undefined;
  try {
    return { code: await runProgram(async () => createProgram(await configuredRegistries(args)), args), ...written };
  } finally {
    process.exitCode = exitCode;
    for (const stream of ['stdout', 'stderr'] as const) process[stream].write = before[stream];
  }
}
