import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { faults } from '../../../src/faults/registry.ts';
import type { OptionsDefinition } from '../../../src/scenario/definition.ts';

const root = join(import.meta.dirname, '../../..');

describe('fault registry', () => {
  const scenarios = scenarioTexts();

  for (const { name, summary, schema } of faults) {
    it(`${name}: has its file, unit test, engine test, page, and a scenario that uses it`, () => {
      const pieces = [
        `src/faults/${name}.ts`,
        `test/unit/faults/${name}.test.ts`,
        `test/engine/faults/${name}.test.ts`,
        `docs/faults/${name}.md`,
      ];
      expect(pieces.filter((piece) => !existsSync(join(root, piece)))).to.deep.equal([]);
      const used = new RegExp(String.raw`^\s*(- )?${name}:`, 'm');
      expect(
        scenarios.some((text) => used.test(text)),
        `a scenario under scenarios/ with ${name}:`,
      ).to.be.true;
    });

    it(`${name}: says in one sentence what it does, and its options have a JSON Schema`, () => {
      expect(summary).to.match(/^[A-Z].*\.$/);
      expect(z.toJSONSchema(schema, { io: 'input' })).to.have.property('type', 'object');
    });
  }

  it('lists each fault once, in the shape that the parser takes', () => {
    const definitions: readonly OptionsDefinition[] = faults;
    expect(new Set(definitions.map(({ name }) => name)).size).to.equal(faults.length);
  });
});

function scenarioTexts(): string[] {
  const folder = join(root, 'scenarios');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}
