import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { z } from 'zod';
import { buildMeasureResult, measureJsonSchema } from '../../../src/report/measure-result.ts';
import { measurement } from './support/measurement.ts';
import { failedCheck } from './support/sample-run.ts';

const schemaFile = new URL('../../../schema/measure.schema.json', import.meta.url);

describe('measureJsonSchema', () => {
  it('is what schema/measure.schema.json publishes', () => {
    const text = `${JSON.stringify(measureJsonSchema(), null, 2)}\n`;
    // Set to write the generated file instead of comparing it.
    if (process.env['UPDATE_GENERATED'] === '1') writeFileSync(schemaFile, text);
    expect(readFileSync(schemaFile, 'utf8'), 'is out of date: run `UPDATE_GENERATED=1 npm run test:unit`').to.equal(text);
  });

  it('accepts measurements, also of a later faultline that adds fields, and nothing else', () => {
    const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(schemaFile, 'utf8'))));
    const result = buildMeasureResult(measurement([failedCheck]).result);
    expect(schema.safeParse({ ...result, later: 1 }).success).to.equal(true);
    for (const broken of [{}, { ...result, schema: 2 }, { ...result, load: { users: result.load.measure } }]) {
      expect(schema.safeParse(broken).success).to.equal(false);
    }
  });
});

describe('buildMeasureResult', () => {
  it('has the figures of result.json, and the time in which requests were due', () => {
    const run = measurement([failedCheck]);
    const result = buildMeasureResult(run.result);
    expect(result).to.include({ schema: 1, verdict: 'failed', durationMs: 3000, ended: 'completed' });
    expect(result.load.measure).to.equal(run.result.load['measure']);
    expect(result.load.measure).to.deep.include({ due: 60, ok: 40, failed: 20, errors: { refused: 20 } });
    expect(result.checks).to.have.length(1);
  });
});
