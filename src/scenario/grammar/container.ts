import { z } from 'zod';
import { byteSize } from '../options/byte-size.ts';
import { commandWords } from '../options/command-words.ts';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import { signalName } from '../options/signal-name.ts';
import { healthcheck } from './healthcheck.ts';
import { port } from './port.ts';
import { restartPolicy } from './restart-policy.ts';
import { stringMap } from './string-map.ts';

const text = () => z.string().min(1);

const build = z.union([
  text(),
  z.strictObject({
    context: text().describe('Directory of the build context, relative to the scenario file.'),
    dockerfile: text().default('Dockerfile').describe('Path of the Dockerfile in the context.'),
    args: stringMap('Build arguments.').optional(),
    target: text().optional().describe('The stage to build.'),
  }),
]);

const composeWords = {
  image: text().optional().describe('The image to run; with `build`, the name that the built image gets.'),
  build: build.optional().describe('Directory of the build context, relative to the scenario file, or how to build the image.'),
  command: commandWords().optional(),
  entrypoint: commandWords().optional(),
  environment: stringMap('Environment variables. One without a value takes it from the environment of faultline.').optional(),
  healthcheck: healthcheck.optional().describe('How Docker finds out whether it is healthy.'),
  restart: restartPolicy.optional(),
  stop_signal: signalName().optional(),
  stop_grace_period: duration().optional().describe('How long `stop` waits before SIGKILL (Docker: 10s).'),
  init: z.boolean().optional().describe('Run an init that forwards signals and reaps processes.'),
  ports: z.array(port).optional().describe('Published ports.'),
  networks: z.array(text()).optional().describe('Networks to join; faultline creates those that do not exist.'),
  mem_limit: byteSize().optional(),
  cpus: z
    .union([z.number().positive(), z.string().regex(/^\d*\.?\d+$/, issueText('is not a number of CPUs', 'write `0.5`'))])
    .optional()
    .describe('How many CPUs it may use.'),
  pids_limit: z.int().min(1).optional().describe('How many processes it may have.'),
  labels: stringMap('Labels.').optional(),
  user: z.union([text(), z.int()]).optional().describe('User name or id, and group.'),
  working_dir: text().optional().describe('Working directory.'),
  hostname: text().optional().describe('Host name inside the container.'),
  read_only: z.boolean().optional().describe('Mount the root file system read-only.'),
  tmpfs: z
    .union([text(), z.array(text())])
    .optional()
    .describe('Paths of in-memory file systems.'),
  cap_add: z.array(text()).optional().describe('Linux capabilities to add.'),
  cap_drop: z.array(text()).optional().describe('Linux capabilities to drop.'),
  scale: z.int().min(1).max(100).default(1).describe('How many containers; they are name.1, name.2, …'),
};

const ownWords = {
  auto_remove: z.boolean().default(false).describe("Docker's --rm: the engine removes the container when it exits."),
  start: z.enum(['auto', 'manual']).default('auto').describe('manual: created only by a `start` step.'),
  autoheal: z.boolean().default(false).describe('Restart it when Docker calls it unhealthy.'),
  ready_within: duration().prefault('60s').describe('How long set-up waits for it to run and be healthy (default 60s).'),
};

/** A container in Compose's words, and a few of faultline's own. */
export const container = z
  .strictObject({ ...composeWords, ...ownWords })
  .refine(({ image, build: built }) => image !== undefined || built !== undefined, {
    message: issueText('neither `image` nor `build` says what to run', 'add `image: name` or `build: ./directory`'),
  })
  .refine(({ scale, ports = [] }) => scale === 1 || ports.every(({ host }) => host === undefined), {
    path: ['ports'],
    message: issueText('several containers cannot have the same port of the host', 'write the container port only, or `scale: 1`'),
  });

export type ContainerFile = z.output<typeof container>;
