import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { errorCodes } from '../../../src/errors/error-codes.ts';

describe('errorCodes', () => {
  it('are all explained in docs/errors.md, in the same words', async () => {
    const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    const rows = page.replace(/ +\|/g, ' |');
    for (const [code, sentence] of Object.entries(errorCodes)) expect(rows).to.include(`| \`${code}\` | ${sentence} |`);
  });
});
