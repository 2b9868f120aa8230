import { InvalidArgumentError } from 'commander';

/** Returns an option's text. @throws InvalidArgumentError when it is empty */
export function nonEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}
