// `npm start`: runs the scenarios that show what faultline does, on an engine that answers or on one of its own that is removed afterwards.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineAnswers } from './engine-answers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SCENARIOS = ['signals', 'exit-codes', 'filesystem', 'restart', 'health', 'availability'].map((folder) => `scenarios/${folder}`);
/** They need a Swarm, which an engine of one's own may not have and a private one has. */
const ON_SWARM = ['rollout/one-after-the-other', 'rollout/stop-first-with-one-replica', 'rollout/crash-rollback'].map(
  (name) => `scenarios/${name}.yaml`,
);
const INTERRUPTED = 130;

let child;
let interrupted = false;
// A terminal sends Ctrl-C to the child as well, which undoes and cleans up: wait for it, then remove the engine.
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => {
  interrupted = true;
  child?.kill('SIGTERM');
});

process.exitCode = (await engineAnswers()) ? await runScenarios(process.env) : await withPrivateEngine();

async function withPrivateEngine() {
  await removeForgotten();
  const name = `start-${process.pid}`;
  const up = await faultline(['engine', 'up', '--name', name], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (up !== 0) return up;
  try {
    return interrupted ? INTERRUPTED : await runScenarios({ ...process.env, FAULTLINE_ENGINE: `private:${name}` });
  } finally {
    await faultline(['engine', 'down', '--name', name], { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  }
}

/** Takes down the engines of earlier starts that were killed before they could. */
async function removeForgotten() {
  let text = '';
  const code = await faultline(['engine', 'status', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] }, (chunk) => (text += chunk));
  if (code !== 0) return;
  for (const { name } of JSON.parse(text).engines) {
    const pid = /^start-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !runs(Number(pid)))
      await faultline(['engine', 'down', '--name', name], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

async function runScenarios(env) {
  const extra = process.argv.slice(2);
  const scenarios = env.FAULTLINE_ENGINE?.startsWith('private') ? [...SCENARIOS, ...ON_SWARM] : SCENARIOS;
  const code = await faultline(['run', ...scenarios, '--jobs', '3', '--allow-commands', ...extra], { stdio: 'inherit', env });
  const out = extra.includes('--out') ? extra[extra.indexOf('--out') + 1] : 'reports';
  if (!extra.includes('--json'))
    console.error(`\nResults: ${join(out, 'latest')} (report.html, summary.md, result.json, junit.xml, history.ndjson of each run)`);
  return code;
}

function faultline(args, options, onOutput) {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), ...args], { cwd: root, ...options });
    child.stdout?.on('data', onOutput);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? INTERRUPTED));
  });
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
