import { relative } from 'node:path';
import { expect } from 'chai';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';
import { exampleScenarios } from './example-scenarios.ts';
import { markdownFiles, root } from './markdown-files.ts';

describe('scenarios in the documentation', () => {
  for (const page of markdownFiles()) {
    for (const { text, line } of exampleScenarios(page)) {
      const place = `${relative(root, page)}:${line}`;
      it(`${place} is valid`, () => {
        const { problems } = parseScenario(text, { file: place, definitions: registries, env: {} });
        expect(problems.map(formatProblem).join('\n')).to.equal('');
      });
    }
  }
});
