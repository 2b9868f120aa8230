import { FaultlineError } from '../errors/faultline-error.ts';
import type { EngineAddress } from './address/engine-address.ts';
import { resolveEngineAddress } from './address/resolve-engine-address.ts';
import { DEFAULT_NAME, engineUp } from './private/engine-up.ts';
import { findPrivateEngine } from './private/find-private-engine.ts';

const PRIVATE = /^private(?::(.*))?$/;

/**
 * Returns the address that a choice of engine means: `auto` (the engine of the environment), `private` or `private:NAME` (brought up
 * when it does not run, and left running), or an endpoint (unix://, tcp://, ssh://, with TLS as the environment says).
 * @param choice undefined: what FAULTLINE_ENGINE says, else `auto`
 * @throws ERR_USAGE when it is none of these, ERR_CAPABILITY_MISSING when a private engine is not possible here
 */
export async function chooseAddress(
  choice: string | undefined,
  onProgress: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EngineAddress> {
  const fromEnvironment = env['FAULTLINE_ENGINE'] ?? '';
  const chosen = choice ?? (fromEnvironment === '' ? 'auto' : fromEnvironment);
  const source = choice === undefined ? 'FAULTLINE_ENGINE' : '--engine';
  if (chosen === 'auto') return resolveEngineAddress(env);
  const match = PRIVATE.exec(chosen);
  if (match !== null) return { ...(await privateAddress(match[1] ?? DEFAULT_NAME, onProgress)), source };
  if (!chosen.includes('://')) {
    throw new FaultlineError('ERR_USAGE', `"${chosen}" is no engine.`, {
      hint: 'Write auto, private, private:NAME, or an address: unix:///path/to/docker.sock, tcp://host:port, ssh://user@host.',
    });
  }
  return { ...(await resolveEngineAddress({ ...env, DOCKER_HOST: chosen })), source };
}

async function privateAddress(name: string, onProgress: (line: string) => void): Promise<EngineAddress> {
  const found = await findPrivateEngine(name);
  if (found !== undefined) return found;
  const { endpoint, hostAddress } = await engineUp({ name, onProgress });
  const option = name === DEFAULT_NAME ? '' : ` --name ${name}`;
  onProgress(`private engine ${name} stays up for the next run; stop it with: faultline engine down${option}`);
  return { endpoint, hostAddress };
}
