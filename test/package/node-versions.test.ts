import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';
import { manifest, ROOT } from './support/manifest.ts';
import { nodeBinary, onNode } from './support/other-node.ts';

const execute = promisify(execFile);
// Pure rooms with a good share of what differs between versions of Node.js: streams, files, iterators.
const TESTS = 'test/unit/{history,checks}/*.test.ts';
const summary = z.object({
  stats: z.object({ passes: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string(), err: z.object({ message: z.string() }) })),
});

describe('the version of Node.js', function () {
  this.timeout(300_000);

  it('that package.json asks for is the one that the README names', () => {
    const [, oldest = ''] = /^>=(\d+\.\d+)$/.exec(manifest.engines.node) ?? [];
    expect(oldest).not.to.equal('');
    expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).to.include(`Node ${oldest} `);
  });

  for (const version of onNode) {
    it(`${version} passes pure tests`, async () => {
      const mocha = path.join(ROOT, 'node_modules/mocha/bin/mocha.js');
      const args = [mocha, '--config', '.mocharc.unit.json', '--timeout', '60000', '--reporter', 'json', TESTS];
      // Mocha's exit code is the number of failures, which stand in its report.
      const stdout = await execute(await nodeBinary(version), args, { cwd: ROOT, maxBuffer: 2 ** 26, timeout: 280_000 }).then(
        (ended) => ended.stdout,
        (error: unknown) => {
          if (error instanceof Error && 'stdout' in error && String(error.stdout).includes('{')) return String(error.stdout);
          throw error;
        },
      );
      const { stats, failures } = summary.parse(JSON.parse(stdout.slice(stdout.indexOf('{'))));
      expect(failures).to.deep.equal([]);
      expect(stats.passes).to.be.above(100);
    });
  }
});
