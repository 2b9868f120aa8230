import { z } from 'zod';
import { commandWords } from '../options/command-words.ts';
import { duration } from '../options/duration.ts';
import { pathText } from '../options/path-text.ts';
import { signalName } from '../options/signal-name.ts';
import { healthcheck } from './healthcheck.ts';
import { stringMap } from './string-map.ts';

const text = () => z.string().min(1);

const build = z.union([
  pathText(),
  z.strictObject({
    context: pathText().describe('Directory of the build context, relative to the scenario file.'),
    dockerfile: pathText().default('Dockerfile').describe('Path of the Dockerfile in the context.'),
    args: stringMap('Build arguments.').optional(),
    target: text().optional().describe('The stage to build.'),
  }),
]);

/** Compose's words that mean the same for a plain container and for the tasks of a service. */
export const processWords = {
  image: text().optional().describe('The image to run; with `build`, the name that the built image gets.'),
  build: build.optional().describe('Directory of the build context, relative to the scenario file, or how to build the image.'),
  command: commandWords().optional(),
  entrypoint: commandWords().optional(),
  environment: stringMap('Environment variables. One without a value takes it from the environment of faultline.').optional(),
  healthcheck: healthcheck.optional().describe('How Docker finds out whether it is healthy.'),
  stop_signal: signalName().optional(),
  stop_grace_period: duration().optional().describe('How long `stop` waits before SIGKILL (Docker: 10s).'),
  init: z.boolean().optional().describe('Run an init that forwards signals and reaps processes.'),
  networks: z.array(text()).optional().describe('Networks to join; faultline creates those that do not exist.'),
  labels: stringMap('Labels.').optional(),
  user: z.union([text(), z.int()]).optional().describe('User name or id, and group.'),
  working_dir: text().optional().describe('Working directory.'),
  hostname: text().optional().describe('Host name inside the container.'),
  read_only: z.boolean().optional().describe('Mount the root file system read-only.'),
};

export type ProcessFile = z.output<z.ZodObject<typeof processWords>>;
