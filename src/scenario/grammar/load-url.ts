import { z } from 'zod';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { hasCredentials } from '../without-credentials.ts';

/** URLs stand in plans, histories and reports, and in what is printed. */
export const credentialsIssue = issueText(
  'a URL with a name or a password would show them to everybody who reads the results',
  'leave them out, and send them as the header `authorization`, with its value from an environment variable',
);

/** Returns a schema for where measured requests go: tcp: for what is not HTTP. */
export const loadUrl = () =>
  z
    .url({
      protocol: /^(https?|tcp)$/,
      error: ({ input }) =>
        issueText(
          input === undefined ? 'is missing' : `${quoteValue(input)} is not an http://, https:// or tcp:// URL`,
          'write one, such as `http://web:8000/` (`web` being a subject)',
        ),
    })
    .refine((text) => !hasCredentials(text), credentialsIssue)
    .meta({
      description:
        "Where the requests go; a subject's name as host is resolved to its published port. tcp://host:port is a bare connect, or what {host} and {port} in `command` stand for.",
      examples: ['http://web:8000/', 'https://web:8443/', 'tcp://db:5432'],
    });
