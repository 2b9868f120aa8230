import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { z } from 'zod';
import { compareRuns } from '../../../src/report/compare/compare-runs.ts';
import { readGate } from '../../../src/report/compare/fail-on.ts';
import { comparisonJsonSchema } from '../../../src/report/compare/comparison-json-schema.ts';
import { suiteJsonSchema } from '../../../src/report/suite-json-schema.ts';
import { buildSuiteResult, buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { killRun } from './support/sample-run.ts';
import { toldRun } from './support/told-run.ts';

const { result } = killRun();
const unstarted = buildUnstartedRun({ file: 'x.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'no' });
const group = (label: string, length: number) => ({
  label,
  runs: [0, 1, 2, 3].map((more) => ({ result: toldRun({ outagesMs: [length + more], recoveryMs: length }) })),
});
const comparison = compareRuns(group('slow', 700), group('quick', 100), [readGate('availability drops > 0.1%')]);

for (const [name, schemaOf, documents, broken] of [
  [
    'run',
    suiteJsonSchema,
    [buildSuiteResult([result, unstarted]), buildSuiteResult([result, result, result])],
    [{ runs: [{}] }, { verdict: 'maybe' }, { schema: 2 }],
  ],
  ['compare', comparisonJsonSchema, [comparison], [{ a: {} }, { confidence: 'much' }, { figures: [{}] }]],
] as const) {
  describe(`the JSON Schema of ${name} --json`, () => {
    const file = new URL(`../../../schema/${name}.schema.json`, import.meta.url);

    function published(): ValidateFunction {
      const json = z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(file, 'utf8')));
      return new Ajv2020({ strict: true, validateFormats: false }).compile(json);
    }
    const printed = (document: object): object => JSON.parse(JSON.stringify(document)) as object;

    it(`is what schema/${name}.schema.json publishes`, () => {
      const text = `${JSON.stringify(schemaOf(), null, 2)}\n`;
      // Set to write the generated file instead of comparing it.
      if (process.env['UPDATE_GENERATED'] === '1') writeFileSync(file, text);
      expect(readFileSync(file, 'utf8'), 'is out of date: run `UPDATE_GENERATED=1 npm run test:unit`').to.equal(text);
    });

    it('accepts what is printed, also by a later faultline that adds fields', () => {
      const validate = published();
      for (const document of documents) {
        for (const one of [printed(document), { ...printed(document), later: true }]) {
          expect(validate(one), JSON.stringify(validate.errors)).to.equal(true);
        }
      }
    });

    it('refuses anything else', () => {
      const validate = published();
      const [document] = documents.map(printed);
      const without = Object.keys(document ?? {}).map((field) =>
        Object.fromEntries(Object.entries(document ?? {}).filter(([key]) => key !== field)),
      );
      for (const wrong of [{}, ...without, ...broken.map((part) => ({ ...document, ...part }))]) {
        expect(validate(wrong), Object.keys(wrong).join()).to.equal(false);
      }
    });
  });
}
