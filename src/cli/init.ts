import { lstat, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Option, type Command } from 'commander';
import { scenarioText } from '../attack/scenario-text.ts';
import { chooseEngine } from '../engine/choose-engine.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Draft } from '../init/draft.ts';
import { draftsFromCompose } from '../init/drafts-from-compose.ts';
import { draftsFromEngine } from '../init/drafts-from-engine.ts';
import { readyScenarios } from '../init/ready-scenarios.ts';
import { starterDraft } from '../init/starter-draft.ts';
import { writeReportFile } from '../report/write-reports.ts';

interface InitFlags {
  readonly compose?: string;
  readonly stack?: string;
  readonly container?: string;
  readonly service?: string;
  readonly out: string;
  readonly force: boolean;
  readonly engine: string;
}

/** `faultline init`: writes scenarios that are ready to run. */
export function equipInit(command: Command): void {
  command
    .addOption(new Option('--compose <file>', 'each service of a Compose file').conflicts(['stack', 'container', 'service']))
    .addOption(new Option('--stack <name>', 'each service of a running stack').conflicts(['container', 'service']))
    .addOption(new Option('--container <name>', 'a running container').conflicts('service'))
    .option('--service <name>', 'a running Swarm service')
    .option('--out <dir>', 'where the files go', 'scenarios')
    .option('--force', 'overwrite files that are there', false)
    .addOption(new Option('--engine <which>', 'the engine that has what runs').default('auto').env('FAULTLINE_ENGINE'))
    .addHelpText('after', examples)
    .action(init);
}

const examples = `
Examples:
  faultline init                                       a sample workload to start from
  faultline init --compose compose.yaml                a graceful stop, a kill, a crash and an illness of each service
  faultline init --container web --out scenarios/web   attaches to a container that runs
  faultline init --service shop_web                    a rollout, too, with and without a fault
  faultline init --stack shop

Then: faultline run scenarios`;

async function init(flags: InitFlags): Promise<void> {
  const drafts = await draftsOf(flags);
  const files = drafts.flatMap((draft) =>
    readyScenarios(draft).map(({ what, comments, scenario, meanings }) => ({
      path: join(flags.out, `${draft.subject}-${what}.yaml`),
      text: scenarioText(scenario, comments, { meanings, secrets: 'written' }),
    })),
  );
  const there = flags.force ? [] : await present(files.map(({ path }) => path));
  if (there.length > 0) {
    throw new FaultlineError('ERR_OUTPUT', `${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} already there. Nothing was written.`, {
      hint: 'Choose another directory with --out, or add --force to overwrite.',
    });
  }
  for (const { path, text } of files) {
    await writeReportFile(path, text);
    process.stdout.write(`${path}\n`);
  }
  process.stderr.write(`Run them: faultline run ${flags.out}\n`);
}

async function draftsOf({ compose, stack, container, service, engine: which, out }: InitFlags): Promise<Draft[]> {
  if (compose !== undefined) return draftsFromCompose(await read(compose), { file: compose, out });
  if ((stack ?? container ?? service) === undefined) return [starterDraft()];
  const engine = await chooseEngine(which, (line) => process.stderr.write(`${line}\n`));
  try {
    return await draftsFromEngine(engine, {
      names: container === undefined ? [] : [container],
      services: service === undefined ? [] : [service],
      stacks: stack === undefined ? [] : [stack],
      compose: [],
      labels: [],
    });
  } finally {
    await engine.close();
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FaultlineError('ERR_USAGE', `${path} cannot be read: ${describeError(error)}`, { hint: 'Check the path.', cause: error });
  }
}

/** A link that leads nowhere is there, too. */
async function present(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) =>
      lstat(path).then(
        () => [basename(path)],
        () => [],
      ),
    ),
  );
  return found.flat();
}
