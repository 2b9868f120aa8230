import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { findScenarioFiles } from '../../../src/suite/find-scenario-files.ts';

describe('findScenarioFiles', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'faultline-find-'));
    for (const folder of ['b', 'a', 'images', 'empty']) await mkdir(join(root, folder));
    for (const file of ['b/two.yml', 'b/one.yaml', 'a/three.json', 'images/no.yaml', 'a/readme.md']) await writeFile(join(root, file), '');
  });
  after(async () => rm(root, { recursive: true }));

  it('takes folders apart in order of names, without images and other files', async () => {
    const files = await findScenarioFiles([root]);
    expect(files.map((file) => relative(root, file))).to.deep.equal(['a/three.json', 'b/one.yaml', 'b/two.yml']);
  });

  it('names each file once', async () => {
    const file = join(root, 'b', 'one.yaml');
    expect(await findScenarioFiles([file, file])).to.deep.equal([file]);
  });

  for (const missing of ['nosuch', 'empty']) {
    it(`refuses ${missing}`, async () => {
      const error = await findScenarioFiles([join(root, missing)]).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(FaultlineError);
      expect((error as FaultlineError).code).to.equal('ERR_USAGE');
    });
  }
});
