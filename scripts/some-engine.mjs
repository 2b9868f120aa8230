// The engine that answers, or one of one's own that is removed afterwards: for what `npm start` and `npm run example` run.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineAnswers } from './engine-answers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const INTERRUPTED = 130;
const ENGINE = { stdio: ['ignore', 'ignore', 'inherit'] };

let child;
let interrupted = false;
// A terminal sends Ctrl-C to the child as well, which undoes and cleans up: wait for it, then remove the engine.
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => {
  interrupted = true;
  child?.kill('SIGTERM');
});

/** Resolves with the exit code of `work`, which is given the environment to work in. The engine of one's own has the name and this process's id. */
export async function onSomeEngine(name, work) {
  return (await engineAnswers()) ? work(process.env) : withPrivateEngine(name, work);
}

/** Resolves with the exit code of faultline. */
export function faultline(args, options, onOutput) {
  return program(process.execPath, [join(root, 'dist/cli/main.js'), ...args], { cwd: root, ...options }, onOutput);
}

/** Resolves with the exit code of a program. */
export function program(file, args, options, onOutput) {
  return new Promise((resolve, reject) => {
    child = spawn(file, args, options);
    child.stdout?.on('data', onOutput);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? INTERRUPTED));
  });
}

async function withPrivateEngine(prefix, work) {
  await removeForgotten(prefix);
  const name = `${prefix}-${process.pid}`;
  const up = await faultline(['engine', 'up', '--name', name], ENGINE);
  if (up !== 0) return up;
  try {
    return interrupted ? INTERRUPTED : await work({ ...process.env, FAULTLINE_ENGINE: `private:${name}` });
  } finally {
    await faultline(['engine', 'down', '--name', name], { ...ENGINE, detached: true });
  }
}

/** Takes down the engines of earlier ones that were killed before they could. */
async function removeForgotten(prefix) {
  let text = '';
  const code = await faultline(['engine', 'status', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] }, (chunk) => (text += chunk));
  if (code !== 0) return;
  for (const { name } of JSON.parse(text).engines) {
    const pid = new RegExp(`^${prefix}-(\\d+)$`).exec(name)?.[1];
    if (pid !== undefined && !runs(Number(pid))) await faultline(['engine', 'down', '--name', name], ENGINE);
  }
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
