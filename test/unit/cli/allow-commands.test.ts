import { expect } from 'chai';
import { faultlineMain } from '../../support/built.ts';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const scenario = 'scenarios/availability/asked-by-a-command.yaml';

describe('faultline run --allow-commands', function () {
  this.timeout(60_000);

  it('is asked for before an engine is, with the flag, the file and the line', () => {
    const { status, stderr } = spawnSync(process.execPath, [...faultlineMain, 'run', scenario], {
      cwd: root,
      encoding: 'utf8',
      // No engine answers there: to be told so would mean that it was asked.
      env: { ...process.env, FAULTLINE_ENGINE: 'unix:///nowhere.sock' },
    });
    expect(status).to.equal(2);
    expect(stderr)
      .to.match(/asked-by-a-command\.yaml:\d+ {2}load client: \["node",/)
      .and.include('--allow-commands');
  });
});
