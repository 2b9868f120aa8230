import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';
import { pathText } from '../options/path-text.ts';
import type { LoadSpec } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** How the certificate behind an https:// URL is judged. */
export const tls = z
  .strictObject({
    ca: pathText().optional().describe('PEM file, relative to the scenario file: only certificates that it vouches for are accepted.'),
    insecure: z.boolean().optional().describe('true: any certificate is accepted.'),
  })
  .refine(({ ca, insecure }) => ca === undefined || insecure !== true, {
    path: ['insecure'],
    message: issueText('no certificate is judged, so `ca` would mean nothing', 'remove one of the two'),
  })
  .transform(({ ca, insecure }): NonNullable<LoadSpec['tls']> => withoutUndefined({ caFile: ca, insecure }));
