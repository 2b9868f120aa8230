import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { z } from 'zod';
import { eventSchemas } from '../../../src/history/event-schemas.ts';
import { historyJsonSchema } from '../../../src/history/history-json-schema.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import { killHistory } from '../report/support/sample-run.ts';

const root = new URL('../../../', import.meta.url);
const schemaFile = new URL('schema/history.schema.json', root);
/** Set to write the generated file instead of comparing it. */
const update = process.env['UPDATE_GENERATED'] === '1';

const json = z.record(z.string(), z.json());
type Line = z.output<typeof json>;

function published(): ValidateFunction {
  return new Ajv2020({ strict: true, validateFormats: false }).compile(json.parse(JSON.parse(readFileSync(schemaFile, 'utf8'))));
}

const sample = readFileSync(new URL('reports/sample/history.ndjson', root), 'utf8').trimEnd().split('\n');
const lines = sample.map((line) => json.parse(JSON.parse(line)));

describe('historyJsonSchema', () => {
  it('is what schema/history.schema.json publishes', () => {
    const text = `${JSON.stringify(historyJsonSchema(), null, 2)}\n`;
    if (update) writeFileSync(schemaFile, text);
    expect(readFileSync(schemaFile, 'utf8'), 'run `UPDATE_GENERATED=1 npm run test:unit`').to.equal(text);
  });

  it('knows every type of event', () => {
    for (const type of Object.keys(eventSchemas)) expect(readFileSync(schemaFile, 'utf8')).to.contain(`"const": "${type}"`);
  });

  it('accepts every line of a real run, and those of a service', () => {
    const validate = published();
    const told = [
      ...killHistory().events,
      ...new ServiceStory().subject().engine(100, 'start').task(3000, 'web.1/a', 'running').ended().events,
    ];
    for (const line of [...lines, ...told.map((event): unknown => JSON.parse(JSON.stringify(event)))]) {
      expect(validate(line), `${JSON.stringify(line).slice(0, 200)}: ${JSON.stringify(validate.errors)}`).to.equal(true);
    }
  });

  it('accepts fields that a later faultline adds', () => {
    expect(published()({ ...lines[0], later: true })).to.equal(true);
  });

  it('refuses what is no event', () => {
    const validate = published();
    const started = lines.find(({ type }) => type === 'run-started') ?? {};
    const bucket = lines.find(({ type }) => type === 'load-bucket') ?? {};
    const without = (line: Line, field: string) => Object.fromEntries(Object.entries(line).filter(([name]) => name !== field));
    const broken: unknown[] = [
      {},
      [],
      'run-started',
      ...['seq', 't', 'wall', 'type', 'run', 'format'].map((field) => without(started, field)),
      { ...started, format: 2 },
      { ...started, type: 'run-begun' },
      { ...started, seq: 0 },
      { ...bucket, ok: -1 },
      { ...bucket, stream: 'kept' },
      { ...bucket, errors: { nonsense: 1 } },
      { ...bucket, rows: { n: 1 } },
    ];
    for (const line of broken) expect(validate(line), JSON.stringify(line)).to.equal(false);
  });
});
