import type { Command } from 'commander';
import { DEFAULT_NAME, engineUp } from '../engine/private/engine-up.ts';
import { engineDown } from '../engine/private/engine-down.ts';
import { engineStatus } from '../engine/private/engine-status.ts';
import { withReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { onInterruption } from './interruption.ts';
import { jsonText } from '../report/json-text.ts';

interface EngineOptions {
  readonly name: string;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  faultline engine up                  a throw-away Docker Engine, Swarm included (root, Linux)
  faultline run --engine private PATH  uses it; brings it up when it is not
  faultline engine status              which ones there are and where they listen
  faultline engine down                removes it with everything on it, and leaves no trace

A private engine has a network namespace, data directory and socket of its own: the machine's Docker is not touched.`;

/** Gives `faultline engine up|down|status` its options and what it does. */
export function equipEngine(command: Command): void {
  command.addHelpText('after', EXAMPLES);
  named(command.command('up').description('Bring one up, or show the one that runs')).action(up);
  named(command.command('down').description('Remove one with everything on it')).action(down);
  command
    .command('status')
    .description('Show those that there are')
    .option('--json', 'print a JSON document', false)
    .action(async ({ json }: Pick<EngineOptions, 'json'>) => status(json));
}

function named(command: Command): Command {
  return command.option('--name <name>', 'several can exist side by side', DEFAULT_NAME).option('--json', 'print a JSON document', false);
}

async function up({ name, json }: EngineOptions): Promise<void> {
  const signal = onInterruption(progress);
  const engine = await withReaper(stateDir(), progress, async () => engineUp({ name, onProgress: progress, signal }));
  if (json) {
    print(engine);
    return;
  }
  const isDefault = name === DEFAULT_NAME;
  console.log(`private engine ${name} is up: Docker Engine ${engine.version}, Swarm initialised`);
  console.log(`  use it      faultline run --engine private${isDefault ? '' : `:${name}`} PATH`);
  console.log(`  or          export DOCKER_HOST=${engine.endpoint}`);
  console.log(`  ports at    ${engine.hostAddress}`);
  console.log(`  stop it     faultline engine down${isDefault ? '' : ` --name ${name}`}`);
}

async function down({ name, json }: EngineOptions): Promise<void> {
  const removed = await engineDown(name, progress);
  if (json) print({ name, removed });
  else console.log(removed ? `private engine ${name} is gone, and everything on it` : `there is no private engine ${name}`);
}

async function status(json: boolean): Promise<void> {
  const engines = await engineStatus();
  if (json) {
    print({ schema: 1, engines });
    return;
  }
  if (engines.length === 0) console.log('there is no private engine');
  for (const engine of engines) {
    if (engine.status === 'running') {
      console.log(
        `${engine.name}  running  ${engine.version}  ${engine.endpoint}  ports at ${engine.hostAddress}  since ${engine.startedAt}`,
      );
    } else console.log(`${engine.name}  stale    ${engine.reason}; 'faultline engine up' replaces it, 'engine down' removes it`);
  }
}

function print(document: unknown): void {
  console.log(jsonText(document));
}

function progress(line: string): void {
  console.error(line);
}
