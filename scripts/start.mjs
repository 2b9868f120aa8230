// `npm start`: runs the scenarios that show what faultline does, on an engine that answers or on one of its own that is removed afterwards.
import { join } from 'node:path';
import { faultline, onSomeEngine } from './some-engine.mjs';

const SCENARIOS = ['signals', 'exit-codes', 'filesystem', 'restart', 'health', 'availability'].map((folder) => `scenarios/${folder}`);
/** They need a Swarm, which an engine of one's own may not have and a private one has. */
const ON_SWARM = ['rollout/one-after-the-other', 'rollout/stop-first-with-one-replica', 'rollout/crash-rollback'].map(
  (name) => `scenarios/${name}.yaml`,
);

process.exitCode = await onSomeEngine('start', async (env) => {
  const extra = process.argv.slice(2);
  const scenarios = env.FAULTLINE_ENGINE?.startsWith('private') ? [...SCENARIOS, ...ON_SWARM] : SCENARIOS;
  const code = await faultline(['run', ...scenarios, '--jobs', '3', '--allow-commands', ...extra], { stdio: 'inherit', env });
  const out = extra.includes('--out') ? extra[extra.indexOf('--out') + 1] : 'reports';
  if (!extra.includes('--json'))
    console.error(`\nResults: ${join(out, 'latest')} (report.html, summary.md, result.json, junit.xml, history.ndjson of each run)`);
  return code;
});
