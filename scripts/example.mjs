// `npm run example NAME [SCRIPT]`: one of the examples with faultline as it is here, on an engine that answers or on one of its own that is removed afterwards.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onSomeEngine, program } from './some-engine.mjs';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'examples');
const USAGE = 2;
const [name, script = 'test'] = process.argv.slice(2);
const examples = new Map(readdirSync(folder).map((each) => [each, JSON.parse(readFileSync(join(folder, each, 'package.json'), 'utf8'))]));
const chosen = examples.get(name);

if (chosen?.scripts[script] === undefined) {
  const problem = chosen === undefined ? `no example ${name}` : `no script ${script} in ${name}`;
  if (name !== undefined) console.error(`There is ${problem}.\n`);
  console.error(usage());
  process.exitCode = USAGE;
} else {
  const place = { cwd: join(folder, name), stdio: 'inherit' };
  const installed = await program('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], place);
  process.exitCode = installed || (await onSomeEngine('example', (env) => program('npm', ['run', script], { ...place, env })));
}

function usage() {
  const width = Math.max(...[...examples.keys()].map((each) => each.length));
  const lines = [...examples].map(
    ([each, { description, scripts }]) =>
      `  ${each.padEnd(width)}  ${description}\n  ${''.padEnd(width)}  ${Object.keys(scripts).join(', ')}`,
  );
  return ['Usage: npm run example NAME [SCRIPT]     SCRIPT is test unless written', '', ...lines].join('\n');
}
