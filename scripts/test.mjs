// Runs the tests, group after group: `npm test`, or `npm test -- scenarios load` for some of them. Exits with the code of the first group that failed.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const processors = availableParallelism();
const sideBySide = (jobs) => ['--parallel', '--jobs', String(jobs)];
/** A machine that stood still for seconds fails a test that waits for containers. That a test was tried again is printed: it wants to be looked at. */
const ONCE_AGAIN = '--retries=1';

/** Containers take most of the time, and it is processor time: more side by side would only make each of them late. */
const groups = {
  // One process, whose pool runs as many at once as the machine can stand. The longest first.
  scenarios: ['rollouts', 'services', '!(rollouts|services)'].map((name) => `test/scenarios/${name}.test.ts`),
  engine: [
    ONCE_AGAIN,
    ...sideBySide(Math.ceil(1.5 * processors)),
    'test/engine/**/*.test.ts',
    '--ignore=test/engine/run/rollouts.test.ts',
    'test/{setup,browser,package}/*.test.ts',
    'test/load/constant-memory.test.ts',
    'test/unit/**/*.test.ts',
  ],
  load: [ONCE_AGAIN, ...sideBySide(processors), 'test/load/!(catching-up|constant-memory|http2|prober|self-check-*|truth).test.ts'],
  // What these hold faultline to is told in milliseconds, seconds or lost requests: nothing else may run.
  alone: [
    ONCE_AGAIN,
    'test/load/{catching-up,http2,prober,self-check-*,truth}.test.ts',
    'test/engine/run/rollouts.test.ts',
    'test/crash/*.test.ts',
  ],
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(groups, name));
if (unknown !== undefined) {
  console.error(
    `faultline: ${unknown} is no group of tests. There are: ${Object.keys(groups).join(', ')}; a file of tests is run by: npx mocha FILE`,
  );
  process.exit(2);
}

const ended = (asked.length === 0 ? Object.keys(groups) : asked).map((name) => {
  console.error(`faultline: tests: ${name}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/mocha/bin/mocha.js'), ...groups[name]], {
    cwd: root,
    stdio: 'inherit',
  });
  return { name, code: status ?? 1, seconds: Math.round((performance.now() - began) / 1000) };
});
console.error(
  `faultline: tests: ${ended.map(({ name, code, seconds }) => `${name} ${code === 0 ? 'passed' : `exit code ${code}`}, ${seconds} s`).join('; ')}`,
);
process.exitCode = ended.find(({ code }) => code !== 0)?.code ?? 0;
