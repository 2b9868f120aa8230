import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { EngineTls } from './engine-address.ts';

/**
 * Returns the key material of a directory in Docker's layout: ca.pem, cert.pem and key.pem, those that exist.
 * @throws ERR_ENGINE_UNREACHABLE when a file exists but cannot be read.
 */
export async function readTlsFiles(directory: string, verify: boolean): Promise<EngineTls> {
  const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map((name) => readIfThere(path.join(directory, name))));
  return { verify, ...(ca === undefined ? {} : { ca }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw new FaultlineError('ERR_ENGINE_UNREACHABLE', `The TLS file ${file} cannot be read: ${describeError(error)}`, { cause: error });
  }
}
