import { z } from 'zod';
import { issueText, quoteValue } from '../options/issue-text.ts';

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
    .meta({
      description:
        "Where the requests go; a subject's name as host is resolved to its published port. tcp://host:port is a bare connect, or what {host} and {port} in `command` stand for.",
      examples: ['http://web:8000/', 'https://web:8443/', 'tcp://db:5432'],
    });
