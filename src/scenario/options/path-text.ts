import { z } from 'zod';
import { issueText } from './issue-text.ts';

/** The longest path that Linux takes. */
const LONGEST = 4096;

/** Returns a schema for the path of a file or folder: nothing that a terminal or the system takes for something else. */
export const pathText = () =>
  z
    .string()
    .min(1)
    .max(LONGEST, issueText(`no path is longer than ${LONGEST} characters`, 'write a shorter one'))
    .refine((text) => !/\p{Cc}/u.test(text), issueText('a path holds no control characters', 'remove them'));
