// Plain Node, because it also runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

const ANSWER_WITHIN_MS = 3000;

/** Returns whether the environment names an engine, or the default socket has one that answers. */
export async function engineAnswers(env = process.env) {
  if (env.FAULTLINE_ENGINE) return true;
  const host = env.DOCKER_HOST ?? '';
  if (host.startsWith('unix://')) return pings({ socketPath: host.slice('unix://'.length) });
  if (/^(tcp|http):\/\//.test(host) && !env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) {
    const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
    return pings({ host: hostname, port: port || 2375 });
  }
  // ssh, TLS and contexts: what they name is taken at its word here; faultline itself says when it does not answer.
  if (host !== '' || hasContext(env)) return true;
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock'), join(env.XDG_RUNTIME_DIR ?? '/run', 'docker.sock')];
  for (const socketPath of sockets) if (existsSync(socketPath) && (await pings({ socketPath }))) return true;
  return false;
}

function hasContext(env) {
  if (env.DOCKER_CONTEXT) return env.DOCKER_CONTEXT !== 'default';
  try {
    const { currentContext } = JSON.parse(readFileSync(join(env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'config.json'), 'utf8'));
    return Boolean(currentContext) && currentContext !== 'default';
  } catch {
    return false;
  }
}

function pings(where) {
  return new Promise((resolve) => {
    const outgoing = request({ ...where, path: '/_ping', timeout: ANSWER_WITHIN_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}
