import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { expect } from 'chai';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { engineProcesses } from '../../../src/engine/private/engine-processes.ts';
import { machineState } from './machine-state.ts';

/**
 * Gives each test a state directory of its own, which this returns, and requires after it that the machine is as it was once the engines of these names
 * are down: no process, file, link, mount, route or rule is left.
 */
export function untouchedMachine(names: readonly string[]): () => string {
  const previous = process.env['FAULTLINE_STATE_DIR'];
  let directory: string;
  let before: readonly string[];
  const own = (): string[] => names.flatMap((name) => [enginePaths(name).id, enginePaths(name).directory]);

  beforeEach(async () => {
    directory = await mkdtemp('/tmp/fl-private-');
    process.env['FAULTLINE_STATE_DIR'] = directory;
    before = await machineState(own());
  });

  afterEach(async () => {
    try {
      for (const name of names) await engineDown(name);
      for (const name of names) expect(engineProcesses(enginePaths(name)), 'processes').to.deep.equal([]);
      expect(await readdir(directory).catch(() => []), 'files').to.deep.equal([]);
      expect(await machineState(own()), 'machine').to.deep.equal(before);
    } finally {
      await rm(directory, { recursive: true, force: true });
      if (previous === undefined) delete process.env['FAULTLINE_STATE_DIR'];
      else process.env['FAULTLINE_STATE_DIR'] = previous;
    }
  });
  return () => directory;
}
