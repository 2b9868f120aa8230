import { z } from 'zod';
import { byteSize } from '../options/byte-size.ts';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import { cpus } from './cpus.ts';
import { port } from './port.ts';
import { processWords } from './process-words.ts';
import { restartPolicy } from './restart-policy.ts';

const text = () => z.string().min(1);

const composeWords = {
  ...processWords,
  restart: restartPolicy.optional(),
  ports: z.array(port).optional().describe('Published ports.'),
  mem_limit: byteSize().optional(),
  cpus: cpus().optional().describe('How many CPUs it may use.'),
  pids_limit: z.int().min(1).optional().describe('How many processes it may have.'),
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
