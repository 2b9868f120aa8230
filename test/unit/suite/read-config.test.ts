import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { findConfig } from '../../../src/suite/find-config.ts';
import { readConfig } from '../../../src/suite/read-config.ts';
import { registries, type Registries } from '../../../src/suite/registries.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const zod = import.meta.resolve('zod');

async function read(text: string): Promise<Registries> {
  let config: Registries | undefined;
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, 'faultline.config.mjs');
    await writeFile(path, `import { z } from '${zod}';\nconst schema = z.strictObject({});\n${text}\n`);
    config = await readConfig(path);
  });
  if (config === undefined) throw new Error('nothing was read');
  return config;
}

const fault = (more: string) =>
  `{ name: 'hang', summary: 'Hangs.', schema, of: 'subject', lasts: 'optional', prepare: async () => ({ undo: [], inject: async () => ({}) }), ${more} }`;
const reporter = (more: string) => `{ name: 'chat', summary: 'a message', fileName: 'chat.json', render: () => '', ${more} }`;

describe('readConfig', () => {
  it('adds to what comes with faultline', async () => {
    const { faults, checks, triggers, reporters, probes } = await read(`export default {
      faults: [${fault('')}],
      checks: [{ name: 'budget', summary: 'A budget.', schema, of: 'load', judge: () => ({}) }],
      triggers: [{ name: 'lines', summary: 'Lines.', schema, of: 'subject', matcher: () => () => true }],
      reporters: [${reporter('')}],
      probes: [{ name: 'ping', summary: 'Pings.', schema, open: async () => ({}) }],
    }`);
    expect(faults.at(-1)).to.include({ name: 'hang', lasts: 'optional' });
    expect(faults).to.have.lengthOf(registries.faults.length + 1);
    expect(checks.at(-1)?.name).to.equal('budget');
    expect(triggers.at(-1)?.name).to.equal('lines');
    expect(reporters.at(-1)?.name).to.equal('chat');
    expect(probes).to.have.lengthOf(1);
    expect(probes[0]).to.include({ name: 'ping' });
    expect(probes[0]?.module).to.match(/^\/.*faultline\.config\.mjs$/);
  });

  it('may add nothing', async () => {
    expect(await read('export default {}')).to.deep.equal(registries);
  });

  for (const [what, text, told] of [
    ['no default export', 'export const config = {};', 'write `export default defineConfig({ … })`'],
    ['something else', 'export default 5;', 'is no configuration'],
    ['an unknown key', 'export default { fault: [] };', '"fault"'],
    ['no list', `export default { faults: ${fault('')} };`, 'faults: must be a list'],
    ['a module that throws', "throw new Error('no licence');", 'cannot be loaded: no licence'],
    [
      'a fault without schema',
      `export default { faults: [${fault('schema: undefined')}] };`,
      'faults[0].schema: is missing, or no schema of zod 4',
    ],
    ['a fault without name', `export default { faults: [${fault('name: undefined')}] };`, 'faults[0].name: is missing'],
    ['a name that is no word', `export default { faults: [${fault("name: 'Fill Disk'")}] };`, 'faults[0].name: must be lower-case words'],
    ['an unknown key of a fault', `export default { faults: [${fault('undo: 1')}] };`, '"undo"'],
    [
      'what a fault acts on',
      `export default { faults: [${fault("of: 'load'")}] };`,
      "faults[0].of: must be one of 'subject', 'service', 'none'",
    ],
    ['no prepare', `export default { faults: [${fault('prepare: 1')}] };`, 'faults[0].prepare: must be a function'],
    [
      'a probe that cannot be opened',
      "export default { probes: [{ name: 'ping', summary: 'x', schema }] };",
      'probes[0].open: must be a function',
    ],
    ['two of one name', `export default { faults: [${fault('')}, ${fault('')}] };`, 'two faults are called hang'],
    ['a name that is taken', `export default { faults: [${fault("name: 'kill'")}] };`, 'faultline has a fault called kill itself'],
    ['a key of a step as a name', `export default { faults: [${fault("name: 'after'")}] };`, 'a fault cannot be called after'],
    ['a file that is taken', `export default { reporters: [${reporter("fileName: 'result.json'")}] };`, 'would overwrite result.json'],
    ['a file elsewhere', `export default { reporters: [${reporter("fileName: '../x'")}] };`, 'must be a plain file name'],
    [
      'two reports of one file',
      `export default { reporters: [${reporter('')}, ${reporter("name: 'talk'")}] };`,
      'two reports write chat.json',
    ],
  ] as const) {
    it(`refuses ${what}, names the file and says the fix`, async () => {
      const error = await faultlineErrorOf(read(text));
      expect(error.code).to.equal('ERR_USAGE');
      expect(error.message).to.contain('faultline.config.mjs').and.contain('cannot be used');
      expect(`${error.message} ${error.hint ?? ''}`.toLowerCase()).to.contain(told.toLowerCase());
      expect(error.hint).to.match(/\.$/);
    });
  }

  it('tells every problem at once', async () => {
    const error = await faultlineErrorOf(
      read(`export default { faults: [${fault("name: 'kill'")}], reporters: [${reporter("name: 'json'")}] };`),
    );
    expect(error.message).to.contain('called kill').and.contain('called json');
  });
});

describe('findConfig', () => {
  it('finds the file in a directory, TypeScript first', () =>
    withTemporaryDirectory(async (directory) => {
      expect(await findConfig(directory)).to.equal(undefined);
      for (const name of ['faultline.config.mjs', 'faultline.config.ts']) {
        await writeFile(join(directory, name), '');
        expect(await findConfig(directory)).to.equal(join(directory, name));
      }
    }));
});
