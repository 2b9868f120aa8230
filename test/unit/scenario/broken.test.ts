import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';

const folder = join(import.meta.dirname, '../../broken');

/** Each broken file begins with what is expected of it: `# expect: line:column message -> fix`. */
describe('broken scenario files', () => {
  for (const name of readdirSync(folder)) {
    it(`explains ${name}`, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const expected = [...text.matchAll(/^# expect: (.*)$/gm)].map(([, line]) => line);
      const { scenario, problems } = parseScenario(text, { file: name, definitions: registries, env: {} });
      const found = problems.map(
        ({ line, column, message, fix }) => `${line}:${column} ${message}${fix === undefined ? '' : ` -> ${fix}`}`,
      );
      expect(found).to.deep.equal(expected).and.not.be.empty;
      expect(scenario).to.equal(undefined);
    });
  }

  it('is shown with the place, the line, a caret and the fix', () => {
    const text = "name: x\ncontainers:\n  web: { image: x }\nload:\n  users:\n    expct: 1\n    url: 'http://web'\n    rate: 1/s\n";
    const { problems } = parseScenario(text, { file: 'scenarios/x.yaml', definitions: registries, env: {} });
    expect(problems.map(formatProblem)[0]).to.equal(
      ['scenarios/x.yaml:6:5  unknown key `expct`', '    6 |     expct: 1', '      |     ^^^^^', '   fix: did you mean `expect`?'].join(
        '\n',
      ),
    );
  });

  it('cannot move the cursor of a terminal', () => {
    const { problems } = parseScenario('name: "\u001b[2J"\n"\u001b[31mred": 1\n', { file: 'x', definitions: registries, env: {} });
    expect(problems.map(formatProblem).join('\n')).to.include('red').and.not.include('\u001b');
  });

  it('refuses a file that is too large', () => {
    const { problems } = parseScenario(`name: ${'x'.repeat(1024 * 1024)}`, { file: 'x', definitions: registries, env: {} });
    expect(problems.map(({ message }) => message)).to.deep.equal(['the file is larger than 1 MiB']);
  });
});
