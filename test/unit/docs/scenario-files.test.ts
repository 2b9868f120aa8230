import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readScenarioFile } from '../../../src/scenario/read-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';
import { root } from './markdown-files.ts';

const folder = join(root, 'scenarios');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));

describe('scenario files', () => {
  for (const file of files) {
    it(`${file} is valid, names its schema, and says what it teaches`, async () => {
      const { problems } = await readScenarioFile(join(folder, file), registries);
      expect(problems.map(formatProblem).join('\n')).to.equal('');
      const [schema, lesson] = readFileSync(join(folder, file), 'utf8').split('\n');
      expect(schema).to.equal('# yaml-language-server: $schema=../../schema/scenario.schema.json');
      expect(lesson).to.match(/^# [A-Z0-9`].{20}/);
    });
  }

  it('each claims something of its own', () => {
    const names = files.map((file) => /^name: (.+)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1]);
    expect(new Set(names).size).to.equal(files.length);
  });
});
