import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { splitWords } from '../../../src/scenario/split-words.ts';
import { faultlineHere } from '../../unit/cli/faultline-here.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { shellExamples } from '../../support/shell-examples.ts';
import { Workplace } from '../../support/workplace.ts';
import { Bystanders } from './bystanders.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/attack.md'), 'utf8');
const blocks = shellExamples('attack.md');
const inText = [...page.matchAll(/(?<!`)`(faultline attack [^`\n]+)`(?!`)/g)].flatMap(([, example = '']) => example);
const examples = [...new Set([...blocks, ...inText])];

describe('the examples of docs/attack.md', function () {
  this.timeout(180_000);
  let engine: Engine;
  let there: Bystanders;
  let place: Workplace;
  let words: Readonly<Record<string, string>>;

  before(async () => {
    engine = await engineForTests();
    there = new Bystanders(engine);
    place = await Workplace.make();
    const web = await there.run({ restart: { name: 'always' } });
    const compose = { 'com.docker.compose.project': there.prefix, 'com.docker.compose.service': 'web', app: there.prefix };
    for (let count = 0; count < 3; count += 1) await there.run({}, compose);
    const port = (await there.state(web)).ports['8000/tcp'] ?? 0;
    const url = `http://${engine.hostAddress}:${port}/`;
    words = {
      web,
      shop: there.prefix,
      'shop/web': `${there.prefix}/web`,
      'app=web': `app=${there.prefix}`,
      '^shop-web-': `^${there.prefix}-[234]`,
    };
    words = { ...words, api: await there.service(3), 'http://localhost:8080/': url, 'again.yaml': join(place.directory, 'again.yaml') };
  });
  after(async () => {
    process.exitCode = 0;
    await there.removeAll();
    await place.remove();
  });

  it('are there', () => {
    expect(examples.length).to.be.greaterThan(12);
    expect(examples.join('\n')).to.contain('kill:2').and.contain('attack help pause');
  });

  for (const example of examples) {
    it(example, async () => {
      const args = splitWords(example)
        .slice(1)
        .map((word) => words[word] ?? word);
      // The one that asks is answered by the test of the question.
      const sure = args.includes('--yes') || args.includes('--dry-run') ? [] : ['--yes', '--allow-last-healthy'];
      const own = args.includes('help') ? [] : [...sure, '--out', place.out];
      const { code, stdout, stderr } = await faultlineHere([...args, ...own]);
      process.exitCode = 0;
      expect(code, `${stderr}\n${stdout}`).to.equal(0);
    });
  }
});
