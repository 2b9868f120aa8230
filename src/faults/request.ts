import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import { duration } from '../scenario/options/duration.ts';
import { httpPath } from './http-path.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import type { Fault } from './fault.ts';
import { httpExchange } from './http-exchange.ts';
import { liveTarget } from './live-target.ts';
import { publishedUrl } from './published-url.ts';

const schema = z
  .strictObject({
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET').describe('HTTP method.'),
    path: httpPath().optional().describe('Its path, with the query (default /).'),
    port: z.int().min(1).max(65_535).optional().describe('Which published port: the one inside the container.'),
    url: z
      .url({ protocol: /^https?$/, error: issueText('this is not an absolute http:// or https:// URL', 'write one, or `path` and `port`') })
      .optional()
      .describe('Where to send it instead of to the published port.'),
    timeout: duration().prefault('5s').describe('How long the answer may take.'),
    expect_status: z.int().min(100).max(599).optional().describe('The status of the answer; another one is a failure of the step.'),
    allow_no_answer: z.boolean().default(false).describe('No answer is fine, as from a program that the request ends.'),
  })
  .refine(({ url, path, port }) => url === undefined || (path === undefined && port === undefined), {
    path: ['url'],
    message: issueText('`url` says where to send it, and so do `path` and `port`', 'write `url`, or `path` and `port`'),
  })
  .transform(({ timeout, expect_status, allow_no_answer, ...rest }) => ({
    ...rest,
    timeoutMs: timeout,
    expectStatus: expect_status,
    allowNoAnswer: allow_no_answer,
  }));

/** One HTTP request to the subject's published port: a back door that the program offers. */
export const request = {
  name: 'request',
  summary: "Sends one HTTP request to the subject's published port, such as to a back door that the program offers.",
  schema,
  of: 'subject',
  lasts: 'never',
  async prepare(options, target, { engine, signal }) {
    const found = await liveTarget(engine, target, ['running']);
    const url = options.url ?? publishedUrl(engine, found, options.path ?? '/', options.port).url;
    return {
      undo: [],
      async inject() {
        const status = await httpExchange({ ...options, url, signal }).catch((error: unknown) => {
          if (options.allowNoAnswer && error instanceof FaultlineError) return 0;
          throw error;
        });
        if (status === 0) return { method: 'request', details: { answered: false } };
        if (options.expectStatus !== undefined && status !== options.expectStatus) {
          throw new FaultlineError('ERR_FAULT_FAILED', `${options.method} ${url} was answered ${status}, expected ${options.expectStatus}`);
        }
        return { method: 'request', details: { status } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;
