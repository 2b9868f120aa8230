import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExpectation } from '../../../src/checks/read-expectation.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const plan = { scenario: { expect: [{ ...readExpectation('availability >= 50%'), source: { line: 3, column: 1 } }] } };
const history = new HistoryBuilder()
  .subject()
  .load((dueMs) => (dueMs >= 2000 && dueMs < 3000 ? { class: 'refused' } : undefined))
  .ended()
  .add(0, { type: 'plan', plan: JSON.parse(JSON.stringify(plan)) as never });

/** Runs `faultline check` on the history above and returns what it printed and its exit code. */
async function check(...flags: readonly string[]): Promise<{ output: string; exitCode: number }> {
  let output = '';
  const { exitCode: before } = process;
  const write = process.stdout.write.bind(process.stdout);
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, 'history.ndjson');
    await writeFile(path, history.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    process.stdout.write = (text: string | Uint8Array) => {
      output += String(text);
      return true;
    };
    try {
      await createProgram().parseAsync(['check', path, ...flags], { from: 'user' });
    } finally {
      process.stdout.write = write;
    }
  });
  const exitCode = Number(process.exitCode ?? 0);
  process.exitCode = before;
  return { output, exitCode };
}

describe('faultline check', () => {
  it('judges a stored history by its own expectations', async () => {
    const { output, exitCode } = await check();
    expect(exitCode).to.equal(0);
    expect(output).to.include('PASSED').and.include('75%');
  });

  it('judges it by others, with the exit code of the verdict', async () => {
    expect((await check('--expect', 'availability >= 99%')).exitCode).to.equal(1);
    expect((await check('--expect', 'availability >= 50%', '--expect', 'outage <= 2s')).exitCode).to.equal(0);
    expect((await check('--expect', 'exit: { of: nobody }')).exitCode).to.equal(4);
  });

  it('prints nothing but the result document with --json', async () => {
    const { output } = await check('--json', '--expect', 'availability >= 99%');
    expect(JSON.parse(output)).to.nested.include({ verdict: 'failed', 'runs[0].checks[0].kind': 'availability' });
  });
});
