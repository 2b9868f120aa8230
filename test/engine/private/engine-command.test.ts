import { mkdtemp, rm } from 'node:fs/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { faultline } from '../../support/command-line.ts';

const upSchema = z.object({ name: z.literal('default'), status: z.literal('running'), endpoint: z.string(), hostAddress: z.string() });

describe('faultline engine', () => {
  it('refuses a name that cannot be, with exit code 2 and how it may be', async () => {
    const { code, stdout, stderr } = await faultline(['engine', 'up', '--name', 'No/Way']);
    expect(code).to.equal(2);
    expect(stdout).to.equal('');
    expect(stderr).to.include("'No/Way' cannot be the name").and.to.include('fix: ');
  });

  it('says that there is none', async () => {
    const { code, stdout } = await faultline(['engine', 'down', '--name', 'never-made', '--json']);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({ name: 'never-made', removed: false });
  });
});

if ((await missingPrerequisites()).length === 0) {
  describe('faultline engine, with an engine', () => {
    let directory: string;
    const env = (): Record<string, string> => ({ FAULTLINE_STATE_DIR: directory });

    before(async () => {
      directory = await mkdtemp('/tmp/fl-command-');
    });

    after(async () => {
      const previous = process.env['FAULTLINE_STATE_DIR'];
      process.env['FAULTLINE_STATE_DIR'] = directory;
      await engineDown('default');
      if (previous === undefined) delete process.env['FAULTLINE_STATE_DIR'];
      else process.env['FAULTLINE_STATE_DIR'] = previous;
      await rm(directory, { recursive: true, force: true });
    });

    it('brings it up, shows it, diagnoses it and takes it down', async () => {
      const up = await faultline(['engine', 'up', '--json'], env());
      expect(up.code, up.stderr).to.equal(0);
      const engine = upSchema.parse(JSON.parse(up.stdout));

      const status = await faultline(['engine', 'status'], env());
      expect(status.stdout).to.include(engine.endpoint).and.to.include(engine.hostAddress);

      const doctor = await faultline(['doctor', '--engine', 'private'], env());
      expect(doctor.code).to.equal(0);
      expect(doctor.stdout).to.include(engine.hostAddress);

      expect((await faultline(['engine', 'down'], env())).stdout).to.include('default is gone');
    });

    it('is offered by doctor when no engine answers, with exit code 3', async () => {
      const { code, stdout } = await faultline(['doctor', '--engine', 'unix:///nothing/here.sock'], env());
      expect(code).to.equal(3);
      expect(stdout)
        .to.include('--engine private')
        .and.to.match(/node +ok/);
    });
  });
}
