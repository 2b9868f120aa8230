import { commandWords } from '../options/command-words.ts';
import { issueText } from '../options/issue-text.ts';

/** A program whose exit code tells whether the subject works, for what is not HTTP. */
export const command = commandWords()
  .refine(
    ([program]) => program !== undefined && program !== '',
    issueText('there is no program', 'write one, such as `[pg_isready, -h, "{host}"]`'),
  )
  .meta({
    description:
      'A program on the machine of faultline, run in place of each request; exit code 0 is the good answer. {host} and {port} stand for where the URL is reached. Needs `run --allow-commands`.',
    examples: [['pg_isready', '-h', '{host}', '-p', '{port}']],
  });
