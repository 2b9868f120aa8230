import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from './endpoint.ts';

/** A program and its arguments, in which {host} and {port} stand for the endpoint. */
export interface CommandLine {
  /** Path of the program's file. */
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Returns the command with its program found in PATH, unless it is a path already.
 * @throws ERR_SCENARIO_INVALID when there is no such program
 */
export function commandLine([name = '', ...args]: readonly string[]): CommandLine {
  const program = name.includes('/') ? [name].find(isProgram) : candidates(name).find(isProgram);
  if (program !== undefined) return { program, args };
  throw new FaultlineError(
    'ERR_SCENARIO_INVALID',
    `The program \`${name}\` of the load's command cannot be run on this machine: it was not found.`,
    {
      hint: name.includes('/')
        ? 'Check the path, and that the file is executable.'
        : 'Install it where PATH leads, or write its full path.',
    },
  );
}

/** Returns the arguments for an endpoint. */
export function argumentsFor({ args }: CommandLine, { address, port }: Endpoint): string[] {
  return args.map((arg) => arg.replaceAll('{host}', () => address).replaceAll('{port}', String(port)));
}

function candidates(name: string): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).flatMap((directory) => (directory === '' ? [] : [join(directory, name)]));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
