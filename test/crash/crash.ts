/**
 * Kills faultline again and again, at random instants of every phase, and compares all that the engine and the machine have before and after.
 * Run: npm run test:crash -- [--runs 100] [--lanes 3] [--seed text] [--write]. Exit code 1: something was left, or took longer than 15 s.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { crashCampaign } from './support/crash-campaign.ts';
import { crashTables } from './support/crash-tables.ts';

const LIMIT_MS = 15_000;
const page = join(import.meta.dirname, '../../docs/safety.md');
const [BEGIN, END] = ['<!-- figures: written by npm run test:crash -- --write -->', '<!-- end of figures -->'];

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    lanes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(process.pid) },
    write: { type: 'boolean', default: false },
  },
});

say(`seed ${values.seed}`);
const options = { runs: Number(values.runs), lanes: Number(values.lanes), seed: values.seed };
const result = await crashCampaign({ ...options, say });
const conditions = `${result.killed.length} runs, ${values.lanes} side by side, seed ${values.seed}; Docker Engine ${result.version}, Node ${process.version}, ${cpus().length} processors.`;
const text = `${conditions}\n\n${crashTables(result)}`;
console.log(text);
const failed = result.leaks.length > 0 || result.killed.some(({ cleanMs }) => cleanMs === undefined || cleanMs > LIMIT_MS);
if (values.write && !failed) await write(text);
process.exitCode = failed ? 1 : 0;

async function write(text: string): Promise<void> {
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(BEGIN);
  const whole = `${before}${BEGIN}\n\n${text}\n\n${END}${rest.split(END)[1] ?? ''}`;
  writeFileSync(page, await format(whole, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
