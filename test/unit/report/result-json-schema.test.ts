import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { z } from 'zod';
import { resultJsonSchema } from '../../../src/report/result-json-schema.ts';
import { fieldList, fieldNames } from './support/field-list.ts';
import { killRun } from './support/sample-run.ts';

const schemaFile = new URL('../../../schema/result.schema.json', import.meta.url);
const docsFile = new URL('../../../docs/result.md', import.meta.url);
const begin = '<!-- fields: generated -->';
const end = '<!-- /fields -->';
/** Set to write the generated files instead of comparing them. */
const update = process.env['UPDATE_GENERATED'] === '1';
const outdated = 'is out of date: run `UPDATE_GENERATED=1 npm run test:unit`';

describe('resultJsonSchema', () => {
  it('is what schema/result.schema.json publishes', () => {
    const text = `${JSON.stringify(resultJsonSchema(), null, 2)}\n`;
    if (update) writeFileSync(schemaFile, text);
    expect(readFileSync(schemaFile, 'utf8'), `schema/result.schema.json ${outdated}`).to.equal(text);
  });

  it('is what docs/result.md explains, field by field', () => {
    const page = readFileSync(docsFile, 'utf8');
    const [before, rest] = page.split(begin);
    const [list, after] = (rest ?? '').split(end);
    const wanted = `\n\n${fieldList(resultJsonSchema())}\n\n`;
    if (update) writeFileSync(docsFile, `${before ?? ''}${begin}${wanted}${end}${after ?? ''}`);
    else expect(list, `docs/result.md ${outdated}`).to.equal(wanted);
  });

  it('mentions every field in docs/result.md', () => {
    const page = readFileSync(docsFile, 'utf8');
    const missing = fieldNames(resultJsonSchema()).filter((name) => !new RegExp(`[\`.]${name}\``).test(page));
    expect(missing).to.deep.equal([]);
  });

  it('accepts results, also of a later faultline that adds fields', () => {
    const schema = z.fromJSONSchema(published());
    expect(schema.safeParse({ ...killRun().result, later: true }).success).to.equal(true);
  });

  it('refuses what is not a result', () => {
    const schema = z.fromJSONSchema(published());
    const { result } = killRun();
    for (const broken of [{}, { ...result, schema: 2 }, { ...result, verdict: 'maybe' }, { ...result, run: { id: 1 } }]) {
      expect(schema.safeParse(broken).success).to.equal(false);
    }
  });

  it('accepts the committed sample of a real run, by a validator that is not our own', () => {
    const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(published());
    const text = readFileSync(new URL('../../../reports/sample/result.json', import.meta.url), 'utf8');
    const result = z.record(z.string(), z.json()).parse(JSON.parse(text));
    expect(validate(result), JSON.stringify(validate.errors)).to.equal(true);
    const broken = [
      ...Object.keys(result).map((field) => Object.fromEntries(Object.entries(result).filter(([name]) => name !== field))),
      { ...result, verdict: 'maybe' },
      { ...result, load: { users: {} } },
      { ...result, timeline: [{ step: 'first' }] },
    ];
    for (const document of broken) expect(validate(document), Object.keys(document).join()).to.equal(false);
  });
});

function published(): Parameters<typeof z.fromJSONSchema>[0] & object {
  return z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(schemaFile, 'utf8')));
}
