import { z } from 'zod';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import { deploy } from './deploy.ts';
import { processWords } from './process-words.ts';
import { servicePort } from './service-port.ts';

/** A Swarm service in the words of Compose and stack files. */
export const service = z
  .strictObject({
    ...processWords,
    ports: z.array(servicePort).optional().describe('Published ports.'),
    deploy: deploy.prefault({}).describe('How Swarm runs it.'),
    ready_within: duration().prefault('60s').describe('How long set-up waits for every task to run and be healthy (default 60s).'),
  })
  .refine(({ image, build }) => image !== undefined || build !== undefined, {
    message: issueText('neither `image` nor `build` says what to run', 'add `image: name` or `build: ./directory`'),
  })
  .superRefine(({ ports = [], deploy: { endpoint_mode } }, context) => {
    for (const [index, { mode }] of ports.entries()) {
      if (mode !== 'ingress' || endpoint_mode !== 'dnsrr') continue;
      const message = issueText('Swarm publishes no ingress port for a service with `endpoint_mode: dnsrr`', 'write `mode: host`');
      context.addIssue({ code: 'custom', path: ['ports', index], message });
    }
  });

export type ServiceFile = z.output<typeof service>;
