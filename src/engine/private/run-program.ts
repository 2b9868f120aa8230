import { execFile } from 'node:child_process';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { searchPath } from '../find-program.ts';

const TIMEOUT_MS = 30_000;

/**
 * Returns what a program printed on its standard output.
 * @throws ERR_CAPABILITY_MISSING with the program's own words when it fails
 */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, maxBuffer: 2 ** 24, env: { ...process.env, PATH: searchPath(), LC_ALL: 'C' } };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else {
        const words = stderr.trim() === '' ? error.message : stderr.trim();
        reject(new FaultlineError('ERR_CAPABILITY_MISSING', `${[program, ...args].join(' ')}: ${words}`, { cause: error }));
      }
    });
  });
}
