// Runs the tests, group after group: `npm test`, or `npm test -- scenarios load` for some of the groups. Exits with 1 when a test failed.
// Where CI is set, or asked for `all`: everything. Else what is to be known after every change: docs/decisions/0015-two-sizes-of-tests.md.
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
const onEngine = sideBySide(Math.ceil(1.5 * processors));

/** The pure tests, each fault of containers and what it stands on, and something of every kind of scenario, those about services among them, and load. */
const quick = {
  smoke: { args: scenarios('rollouts', 'services', 'containers', 'failing'), triedAgain: false, env: { FAULTLINE_TEST_TAG: 'smoke' } },
  faults: {
    args: [
      ...onEngine,
      'test/engine/doctor/*.test.ts',
      'test/engine/engine/!(connect|container-spec|events|images).test.ts',
      'test/engine/faults/!(cleanup*|force-update|remove-task|rollback|rollout|scale|stored*).test.ts',
      'test/unit/**/*.test.ts',
    ],
  },
  measuring: { args: [...sideBySide(processors), 'test/load/@(error-classes|measure|methods|stages|tls).test.ts'] },
};

const all = {
  // One process, whose pool runs as many at once as the machine can stand, and alone what mocha tries again. The longest first.
  scenarios: { args: scenarios('rollouts', 'services', '!(rollouts|services)'), triedAgain: false },
  engine: {
    args: [
      ...onEngine,
      'test/engine/**/*.test.ts',
      '--ignore=test/engine/run/rollouts.test.ts',
      'test/{setup,browser,package}/*.test.ts',
      'test/load/constant-memory.test.ts',
      'test/unit/**/*.test.ts',
    ],
  },
  load: { args: [...sideBySide(processors), 'test/load/!(catching-up|constant-memory|http2|prober|self-check-*|truth).test.ts'] },
  // What these hold faultline to is told in milliseconds, seconds or lost requests: nothing else may run.
  alone: {
    args: ['test/load/{catching-up,http2,prober,self-check-*,truth}.test.ts', 'test/engine/run/rollouts.test.ts', 'test/crash/*.test.ts'],
  },
};

const sizes = { quick: Object.keys(quick), all: Object.keys(all) };
const groups = { ...quick, ...all };

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(groups, name) && !Object.hasOwn(sizes, name));
if (unknown !== undefined) {
  const names = [...Object.keys(sizes), ...Object.keys(groups)].join(', ');
  console.error(`faultline: ${unknown} is no group of tests. There are: ${names}; a file of tests is run by: npx mocha FILE`);
  process.exit(2);
}
const inCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');
const size = inCi ? 'all' : 'quick';
const chosen = asked.length === 0 ? sizes[size] : asked.flatMap((name) => sizes[name] ?? name);

// Some tests need programs that most do not, such as a browser.
if (chosen.some((name) => Object.hasOwn(all, name))) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/setup.mjs'), 'every-test'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const say = (text) => console.error(`faultline: tests: ${text}`);
const folder = mkdtempSync(join(tmpdir(), 'faultline-tests-'));
if (asked.length === 0 && !inCi) say('what is to be known after every change; everything, as in CI: npm test -- all');
const ended = chosen.map((name) => {
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
  const { args, triedAgain = true, env } = groups[name];
  const first = mocha(args, env);
  const failed = filesThatFailed(first);
  if (failed.length === 0 || failed.includes('') || !triedAgain) return outcome(first);
  say(`once more, alone: ${failed.join(', ')}`);
  const second = mocha(failed, env);
  const failedAgain = titlesThatFailed(second);
  for (const title of titlesThatFailed(first)) if (!failedAgain.includes(title)) say(`passed only when tried again: ${title}`);
  return outcome({ status: second.status, files: { ...first.files, ...second.files } });
}

/** What fails is tried again by mocha, as its pool runs it alone then. */
function scenarios(...names) {
  return ['--retries=1', ...names.map((name) => `test/scenarios/${name}.test.ts`)];
}

function mocha(args, env) {
  const results = join(folder, 'results.json');
  const left = `${results}.left`;
  for (const file of [results, left]) rmSync(file, { force: true });
  const program = [join(root, 'node_modules/mocha/bin/mocha.js'), '--reporter', join(root, 'scripts/results-reporter.cjs')];
  const { status } = spawnSync(process.execPath, [...program, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, FAULTLINE_TEST_RESULTS: results },
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
