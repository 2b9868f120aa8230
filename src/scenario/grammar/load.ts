import { z } from 'zod';
import type { ProbeDefinition } from '../definition.ts';
import { duration } from '../options/duration.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { pattern } from '../options/pattern.ts';
import { loadRate } from '../options/load-rate.ts';
import type { LoadSpec, LoadStream } from '../scenario.ts';
import { hasCredentials } from '../without-credentials.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { command } from './command.ts';
import { probePlace } from './delegated.ts';
import { httpVersion } from './http-version.ts';
import { credentialsIssue, loadUrl } from './load-url.ts';
import { route } from './route.ts';
import { defaultStatuses, status } from './status.ts';
import { readStringMap, textRecord } from './string-map.ts';
import { tls } from './tls.ts';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const url = () =>
  z
    .url({
      protocol: /^https?$/,
      error: ({ input }) =>
        issueText(
          `${quoteValue(input)} is not an http:// or https:// URL`,
          'write one, such as `http://web:8000/` (`web` being a subject)',
        ),
    })
    .refine((text) => !hasCredentials(text), credentialsIssue)
    .meta({
      description: "Where the requests go; a subject's name as host is resolved to its published port.",
      examples: ['http://web:8000/'],
    });

const header = z
  .string()
  .regex(HEADER_NAME, { error: ({ input }) => issueText(`${quoteValue(input)} is not a header's name`, 'write one, such as `x-version`') });

/** An alternative that always matches makes the match list every group of the expression. */
const groups = (source: string) => (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;

const version = z
  .strictObject({
    header: header.optional().describe('The response header that tells the version.'),
    body: pattern()
      .refine((source) => groups(source) === 1, issueText('the expression must have exactly one group', 'write it like `version (\\d+)`'))
      .optional()
      .describe('A regular expression whose only group is the version.'),
  })
  .refine(({ header, body }) => (header === undefined) !== (body === undefined), {
    message: issueText('exactly one of `header` and `body` must tell the version', 'write `header: x-version` or `body: "version (\\d+)"`'),
  });

const streams: Readonly<Record<'both' | LoadStream, readonly LoadStream[]>> = {
  both: ['new', 'keep-alive'],
  new: ['new'],
  'keep-alive': ['keep-alive'],
};

/** Returns the schema of measured open-loop traffic, with the ways to ask that a project defines. */
export const loadSchema = (probes: readonly ProbeDefinition[]) =>
  z
    .strictObject({
      url: loadUrl(),
      rate: loadRate(),
      timeout: duration().prefault('1s').describe('Deadline of one request, from when it was due (default 1s).'),
      http: httpVersion.optional(),
      tls: tls.optional().describe('How the certificate behind an https:// URL is judged.'),
      command: command.optional(),
      probe: probePlace(probes),
      method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET').describe('HTTP method (default GET).'),
      headers: textRecord('Request headers.').default({}),
      body: z.string().optional().describe('Request body.'),
      connections: z
        .enum(['both', 'new', 'keep-alive'])
        .optional()
        .describe(
          'A new connection for every request, kept ones, or both side by side (default; a bare connect or a command is always new).',
        ),
      expect: z
        .strictObject({ status: status.optional(), body: pattern().optional().describe('A regular expression that the body matches.') })
        .optional()
        .describe('What a good response looks like (default: a status from 200 to 399).'),
      route: route.prefault('auto'),
      version: version.optional().describe("Where a response tells the application's version."),
    })
    .superRefine(({ headers }, context) => {
      for (const [name, value] of Object.entries(headers)) {
        const complain = (message: string, fix: string) =>
          context.addIssue({ code: 'custom', path: ['headers', name], message: issueText(message, fix) });
        if (!HEADER_NAME.test(name)) complain(`${quoteValue(name)} is not a header's name`, 'write one, such as `x-user`');
        if (/[\r\n\0]/.test(String(value))) complain('a header cannot contain a line break', 'write it in one line');
      }
    })
    .transform(({ rate, timeout, connections, expect, headers, route: way, version, probe: _probe, ...rest }): LoadSpec => ({
      ...withoutUndefined(rest),
      ...way,
      ...rate,
      timeoutMs: timeout,
      headers: readStringMap(headers, () => undefined),
      // What is not HTTP has no connection that could be kept.
      streams: streams[connections ?? (rest.url.startsWith('tcp:') ? 'new' : 'both')],
      expect: withoutUndefined({ status: expect?.status ?? defaultStatuses, bodyPattern: expect?.body }),
      ...(version?.header !== undefined && { version: { header: version.header } }),
      ...(version?.body !== undefined && { version: { bodyPattern: version.body } }),
    }));

/** Unmeasured closed-loop traffic. */
export const pressure = z.strictObject({
  url: url(),
  connections: z.int().min(1).max(1000).default(10).describe('How many requests are under way at any time (default 10).'),
});
