import { expect } from 'chai';
import { createProgram } from '../../../src/cli/program.ts';
import { runProgram } from '../../../src/cli/run-program.ts';

/** Runs faultline in this process; only for what ends before anything is measured. */
async function faultline(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
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

describe('faultline measure', () => {
  it('shows examples in its help', async () => {
    const { code, stdout } = await faultline(['measure', '--help']);
    expect(code).to.equal(0);
    expect(stdout).to.contain("--expect 'availability >= 99.9%'").and.contain('--command -- pg_isready');
  });

  for (const [args, told] of [
    [['localhost:8080'], 'fix: Write http://localhost:8080.'],
    [['http://localhost/', '--rate', '9'], 'fix: Write `9/s`.'],
    [['http://localhost/', '--for', '0s'], 'fix: Write how long to measure'],
    [['http://localhost/', '--expect', 'uptime >= 99%'], 'fix: Write one of: availability'],
    [['http://localhost/', '--expect', 'exit: { code: 0 }'], 'fix: The checks are availability'],
    [['http://localhost/', '--expct', 'x'], 'Did you mean --expect?'],
    [[], "missing required argument 'url'"],
  ] as const) {
    it(`ends with 2 and the fix for: measure ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await faultline(['measure', ...args]);
      expect(code, stderr).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.contain(told).and.not.contain('    at ');
    });
  }
});
