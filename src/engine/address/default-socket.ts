import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { EngineAddress } from './engine-address.ts';

/** Returns the first local socket that exists: the system's, the rootless one, Docker Desktop's; the system's when none does. */
export async function defaultSocket(env: NodeJS.ProcessEnv, home: string): Promise<EngineAddress> {
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  const candidates = [
    '/var/run/docker.sock',
    ...(runtimeDir === undefined || runtimeDir === '' ? [] : [path.join(runtimeDir, 'docker.sock')]),
    path.join(home, '.docker', 'run', 'docker.sock'),
  ];
  for (const candidate of candidates) {
    if (await isSocket(candidate)) return { endpoint: `unix://${candidate}`, source: 'the default socket' };
  }
  return { endpoint: 'unix:///var/run/docker.sock', source: `the default socket; looked for ${candidates.join(', ')}` };
}

async function isSocket(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isSocket();
  } catch {
    return false;
  }
}
