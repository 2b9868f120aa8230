import os from 'node:os';
import path from 'node:path';
import { defaultSocket } from './default-socket.ts';
import { currentContext, readContext } from './docker-context.ts';
import type { EngineAddress } from './engine-address.ts';
import { readTlsFiles } from './tls-files.ts';

/**
 * Returns the engine that the docker CLI would use in this environment: DOCKER_HOST, then DOCKER_CONTEXT, then the current
 * context of the docker configuration, then a default socket.
 * @throws ERR_ENGINE_UNREACHABLE when the context it names does not exist.
 * @see https://docs.docker.com/reference/cli/docker/#environment-variables
 */
export async function resolveEngineAddress(env: NodeJS.ProcessEnv = process.env): Promise<EngineAddress> {
  const address = await addressOf(env);
  const apiVersion = (env['DOCKER_API_VERSION'] ?? '').replace(/^v/, '');
  return apiVersion === '' ? address : { ...address, apiVersion };
}

async function addressOf(env: NodeJS.ProcessEnv): Promise<EngineAddress> {
  const home = env['HOME'] ?? os.homedir();
  const configDirectory = env['DOCKER_CONFIG'] ?? path.join(home, '.docker');
  const host = env['DOCKER_HOST'] ?? '';
  if (host !== '') return withEnvironmentTls({ endpoint: host, source: 'DOCKER_HOST' }, env, configDirectory);
  const context = env['DOCKER_CONTEXT'] ?? (await currentContext(configDirectory)) ?? '';
  if (context !== '' && context !== 'default') return readContext(configDirectory, context);
  return defaultSocket(env, home);
}

async function withEnvironmentTls(address: EngineAddress, env: NodeJS.ProcessEnv, configDirectory: string): Promise<EngineAddress> {
  const verify = (env['DOCKER_TLS_VERIFY'] ?? '') !== '';
  const isTcp = !/^(unix|ssh):/.test(address.endpoint);
  if (!isTcp || (!verify && (env['DOCKER_TLS'] ?? '') === '')) return address;
  return { ...address, tls: await readTlsFiles(env['DOCKER_CERT_PATH'] ?? configDirectory, verify) };
}
