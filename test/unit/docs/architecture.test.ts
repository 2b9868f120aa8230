import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { root } from './markdown-files.ts';

const ruleFile = z.object({
  forbidden: z.array(z.object({ name: z.string(), comment: z.string().optional() })),
});

describe('docs/architecture.md', () => {
  it('draws the rooms and their imports as .dependency-cruiser.cjs enforces them', () => {
    expect(roomsInPage()).to.deep.equal(roomsInRules());
  });
});

function roomsInRules(): Record<string, string[]> {
  const load = createRequire(import.meta.url);
  const { forbidden } = ruleFile.parse(load(join(root, '.dependency-cruiser.cjs')));
  const rooms = forbidden.flatMap(({ comment }) => {
    const [, room, allowed] = /^(\w+)\/ may import only: (.+)$/.exec(comment ?? '') ?? [];
    return room === undefined || allowed === undefined ? [] : [[room, allowed.split(', ').filter((name) => name !== room)] as const];
  });
  return Object.fromEntries(rooms);
}

function roomsInPage(): Record<string, string[]> {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const rows = text.matchAll(/^\| `(\w+)\/`\s*\|[^|]*\|\s*([^|]*?)\s*\|$/gm);
  return Object.fromEntries([...rows].map(([, room = '', allowed = '']) => [room, allowed === '–' ? [] : allowed.split(', ')]));
}
