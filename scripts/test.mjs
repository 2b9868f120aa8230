// Runs the tests, group after group: `npm test`, or `npm test -- scenarios load` for some of them. Exits with 1 when a test failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const processors = availableParallelism();
const sideBySide = (jobs) => ['--parallel', '--jobs', String(jobs)];

/** Containers take most of the time, and it is processor time: more side by side would only make each of them late. */
const groups = {
  // One process, whose pool runs as many at once as the machine can stand, and alone what mocha tries again. The longest first.
  scenarios: ['--retries=1', ...['rollouts', 'services', '!(rollouts|services)'].map((name) => `test/scenarios/${name}.test.ts`)],
  engine: [
    ...sideBySide(Math.ceil(1.5 * processors)),
    'test/engine/**/*.test.ts',
    '--ignore=test/engine/run/rollouts.test.ts',
    'test/{setup,browser,package}/*.test.ts',
    'test/load/constant-memory.test.ts',
    'test/unit/**/*.test.ts',
  ],
  load: [...sideBySide(processors), 'test/load/!(catching-up|constant-memory|http2|prober|self-check-*|truth).test.ts'],
  // What these hold faultline to is told in milliseconds, seconds or lost requests: nothing else may run.
  alone: ['test/load/{catching-up,http2,prober,self-check-*,truth}.test.ts', 'test/engine/run/rollouts.test.ts', 'test/crash/*.test.ts'],
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(groups, name));
if (unknown !== undefined) {
  console.error(
    `faultline: ${unknown} is no group of tests. There are: ${Object.keys(groups).join(', ')}; a file of tests is run by: npx mocha FILE`,
  );
  process.exit(2);
}

const say = (text) => console.error(`faultline: tests: ${text}`);
const folder = mkdtempSync(join(tmpdir(), 'faultline-tests-'));
const ended = (asked.length === 0 ? Object.keys(groups) : asked).map((name) => {
  say(name);
  const began = performance.now();
  const group = runGroup(name);
  return { ...group, name, seconds: Math.round((performance.now() - began) / 1000) };
});
rmSync(folder, { recursive: true });

say(ended.map(({ name, ok, seconds }) => `${name} ${ok ? 'passed' : 'failed'}, ${seconds} s`).join('; '));
const sum = (what) => ended.reduce((total, { counts }) => total + counts[what], 0);
say(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = ended.every(({ ok }) => ok) ? 0 : 1;

/**
 * Returns what became of a group. A machine that stood still for seconds fails a test that waits for containers: the files of what failed are run once
 * more, one after the other with nothing beside them, and what passed only then is printed, as it wants to be looked at.
 */
function runGroup(name) {
  const first = mocha(groups[name]);
  const failed = filesThatFailed(first);
  if (failed.length === 0 || failed.includes('') || name === 'scenarios') return outcome(first);
  say(`once more, alone: ${failed.join(', ')}`);
  const second = mocha(failed);
  const failedAgain = titlesThatFailed(second);
  for (const title of titlesThatFailed(first)) if (!failedAgain.includes(title)) say(`passed only when tried again: ${title}`);
  return outcome({ status: second.status, files: { ...first.files, ...second.files } });
}

function mocha(args) {
  const results = join(folder, 'results.json');
  const left = `${results}.left`;
  for (const file of [results, left]) rmSync(file, { force: true });
  const program = [join(root, 'node_modules/mocha/bin/mocha.js'), '--reporter', join(root, 'scripts/results-reporter.cjs')];
  const { status } = spawnSync(process.execPath, [...program, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FAULTLINE_TEST_RESULTS: results },
  });
  const files = readResults(results);
  if (existsSync(left)) files[''] = { passed: 0, skipped: 0, failed: ['containers were left behind'] };
  return { status: status ?? 1, files };
}

/** Returns counts by file; of a run that did not come to its end, one failure that belongs to none. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { '': { passed: 0, skipped: 0, failed: ['mocha, which did not come to its end'] } };
  }
}

function filesThatFailed({ files }) {
  return Object.keys(files).filter((file) => files[file].failed.length > 0);
}

function titlesThatFailed({ files }) {
  return Object.values(files).flatMap(({ failed }) => failed);
}

function outcome({ status, files }) {
  const all = Object.values(files);
  const total = (count) => all.reduce((sum, file) => sum + count(file), 0);
  const counts = {
    passed: total(({ passed }) => passed),
    failed: total(({ failed }) => failed.length),
    skipped: total(({ skipped }) => skipped),
  };
  return { ok: status === 0 && counts.failed === 0, counts };
}
