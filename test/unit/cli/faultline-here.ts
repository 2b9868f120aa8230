/** Runs faultline in this process; only for what ends before anything is measured or touched. */
export async function faultlineHere(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  // mocha loads a test by require(), where tsx makes copies of all modules: beside those that a command imports on use, with error classes of their own.
  const { createProgram } = await import('../../../src/cli/program.ts');
  const { runProgram } = await import('../../../src/cli/run-program.ts');
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
    return { code: await runProgram(createProgram, args), ...written };
  } finally {
    process.exitCode = exitCode;
    for (const stream of ['stdout', 'stderr'] as const) process[stream].write = before[stream];
  }
}
