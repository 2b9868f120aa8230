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
  try {
    return { code: await runProgram(createProgram(), args), ...written };
  } finally {
    for (const stream of ['stdout', 'stderr'] as const) process[stream].write = before[stream];
  }
}
