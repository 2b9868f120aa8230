import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { checks } from '../../../src/checks/registry.ts';

const root = new URL('../../../', import.meta.url);

describe('every check', () => {
  it('has a name of its own', () => {
    expect(new Set(checks.map(({ name }) => name)).size).to.equal(checks.length);
  });

  for (const check of checks) {
    describe(check.name, () => {
      it('has a file, and a page whose examples its schema reads', () => {
        expect(existsSync(new URL(`src/checks/${check.name}.ts`, root))).to.equal(true);
        const page = readFileSync(new URL(`docs/checks/${check.name}.md`, root), 'utf8');
        expect(page).to.match(new RegExp(`^# ${check.name}\n`));
        const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, yaml = '']) => parse(yaml) as Record<string, unknown>[]);
        const own = examples.filter((example) => check.name in example);
        expect(own).to.not.be.empty;
        for (const example of own) check.schema.parse(example[check.name]);
      });

      it('names each of its options on its page', () => {
        const page = readFileSync(new URL(`docs/checks/${check.name}.md`, root), 'utf8');
        const { properties = {} } = z.toJSONSchema(check.schema, { io: 'input' });
        for (const option of Object.keys(properties)) expect(page, option).to.include(`\`${option}\``);
      });
    });
  }
});
