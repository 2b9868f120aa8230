import { expect } from 'chai';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { eventSchemas } from '../../../src/history/event-schemas.ts';
import { readHistory } from '../../../src/history/read-history.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import { withTemporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync(new URL('../../../docs/history.md', import.meta.url), 'utf8');
const recipes = [...page.matchAll(/jq -c '([^']+)' history\.ndjson/g)].map(([, filter = '']) => filter);

/** Not every machine has it. */
const jq = 'jq';

const history = new ServiceStory()
  .subject()
  .engine(100, 'start')
  .engine(2050, 'die', { exitCode: 137 })
  .step(2000, { dueMs: 1999 })
  .step(2500, { label: 'wait' })
  .task(3000, 'web.2/b', 'rejected', { error: 'No such image: nosuch:1' })
  .load((dueMs) => (dueMs >= 2050 && dueMs < 2100 ? { class: 'refused' } : undefined))
  .ended();

/** What each recipe of the page prints for the history above, in the order of the page. */
const printed = [
  [
    [100, 'web.1', 'start', null],
    [2050, 'web.1', 'die', 137],
  ],
  [['users', 'new', 2000, 5, { refused: 5 }]],
  [
    ['kill web', 'injected', 1],
    ['wait', 'injected', 0],
  ],
  [[3000, 'web.2', '1', 'rejected', 'No such image: nosuch:1']],
];

describe('docs/history.md', () => {
  it('names every type of event', () => {
    for (const type of Object.keys(eventSchemas)) expect(page).to.include(`\`${type}\``);
  });

  it('has recipes that print what they say', async () => {
    expect(recipes).to.have.length(printed.length);
    await withTemporaryDirectory(async (directory) => {
      const path = join(directory, 'history.ndjson');
      await writeFile(path, history.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      expect(await readHistory(path)).to.deep.equal(JSON.parse(JSON.stringify(history.events)));
      const hasJq = spawnSync(jq, ['--version']).status === 0;
      for (const [index, filter] of recipes.entries()) {
        if (hasJq) expect(runJq(filter, path), filter).to.deep.equal(printed[index]);
        expect(runAsScript(filter), filter).to.deep.equal(printed[index]);
      }
    });
  });
});

function runJq(filter: string, path: string): unknown[] {
  const output = execFileSync(jq, ['-c', filter, path], { encoding: 'utf8' });
  return output
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** Without jq: a filter of the form `select(…) | […]` says the same in JavaScript, once its words are replaced. */
function runAsScript(filter: string): unknown[] {
  const [, condition = '', result = ''] = /^select\((.+?)\) \| (\[.+\])$/.exec(filter) ?? [];
  const script = (jq: string) =>
    jq
      .replace(/(^|[\s[(])\.(\w)/g, '$1event.$2')
      .replaceAll(' and ', ' && ')
      .replaceAll('//', '??');
  const evaluate =
    (text: string) =>
    (event: unknown): unknown =>
      runInNewContext(script(text), { event });
  const selected = history.events.filter((event) => Boolean(evaluate(condition)(event)));
  return JSON.parse(JSON.stringify(selected.map(evaluate(result)))) as unknown[];
}
