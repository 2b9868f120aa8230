import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysAt, schemasAt, type JsonSchema } from '../../../src/scenario/grammar/json-schema.ts';
import { scenarioJsonSchema } from '../../../src/scenario/scenario-json-schema.ts';
import { registries } from '../../../src/suite/registries.ts';

const committed = join(import.meta.dirname, '../../../schema/scenario.schema.json');

describe('scenarioJsonSchema', () => {
  const json = scenarioJsonSchema(registries);

  it('is what schema/scenario.schema.json says (else: npx tsx src/cli/main.ts schema > schema/scenario.schema.json)', () => {
    expect(JSON.parse(readFileSync(committed, 'utf8'))).to.deep.equal(JSON.parse(JSON.stringify(json)));
  });

  it('knows every fault, check and trigger, each with a summary', () => {
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    expect(keysAt(json, ['timeline', 0])).to.include.members(names(registries.faults));
    expect(keysAt(json, ['expect', 0])).to.have.members(names(registries.checks));
    expect(keysAt(json, ['steady', 'expect', 0])).to.have.members(names(registries.checks));
    expect(keysAt(json, ['timeline', 0, 'when'])).to.include.members(names(registries.triggers));
    for (const { name, summary } of registries.faults) {
      expect(schemasAt(json, ['timeline', 0, name])[0]).to.have.property('description', summary);
    }
  });

  it('gives a fault the options that faultline adds', () => {
    expect(keysAt(json, ['timeline', 0, 'pause'])).to.include.members(['of', 'pick', 'for']);
    expect(keysAt(json, ['timeline', 0, 'restart']))
      .to.include.members(['of', 'pick'])
      .and.not.include('for');
  });

  it('describes every key', () => {
    const missing: string[] = [];
    const visit = (schema: JsonSchema | boolean | undefined, path: string) => {
      if (typeof schema !== 'object') return;
      for (const [key, member] of Object.entries(schema.properties ?? {})) {
        const described =
          typeof member === 'object' &&
          (member.description ?? member.anyOf?.some((inner) => typeof inner === 'object' && inner.description));
        if (!described && key !== '$schema') missing.push(`${path}.${key}`);
        visit(member, `${path}.${key}`);
      }
      visit(schema.additionalProperties, `${path}.*`);
      if (!Array.isArray(schema.items)) visit(schema.items, `${path}[]`);
    };
    const own = (path: string) => !/\.(timeline\[\]|expect\[\])\.\w+\./.test(`${path}.`);
    visit(json, '');
    expect(missing.filter(own)).to.deep.equal([]);
  });

  it('lets variables stand where a pattern is asked for', () => {
    const rate = schemasAt(json, ['load', 'users', 'rate']).find(({ type }) => type === 'string');
    const pattern = new RegExp(rate?.pattern ?? 'never');
    expect(['200/s', '${RATE}', '${RATE:-200/s}', 'fast'].map((text) => pattern.test(text))).to.deep.equal([true, true, true, false]);
  });
});
