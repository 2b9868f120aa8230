import { spawn } from 'node:child_process';
import { open, chmod, readFile, writeFile } from 'node:fs/promises';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { EnginePaths } from './engine-paths.ts';
import { engineProcesses, MARK, signalProcess } from './engine-processes.ts';
import { pings } from './engine-socket.ts';
import { findProgram, searchPath } from '../find-program.ts';
import { isRunning, processStat, type ProcessIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
const LOG_LINES_IN_ERROR = 15;
/** A proxy may be what reaches a registry; nothing else of the environment concerns this engine (DOCKER_TLS_VERIFY would change it). */
const PASSED_ON = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/**
 * Returns the dockerd just started in the holder's namespaces, once it answers on its socket.
 * @throws ERR_CAPABILITY_MISSING with the last lines of its log when it ends or does not answer
 */
export async function startDaemon(
  paths: EnginePaths,
  holder: ProcessIdentity,
  signal?: AbortSignal,
  config: Readonly<Record<string, unknown>> = {},
): Promise<ProcessIdentity> {
  // A file of its own, because the machine's /etc/docker/daemon.json may contradict what is asked here.
  await writeFile(paths.configFile, `${JSON.stringify(config)}\n`);
  const log = await open(paths.log, 'a');
  const env = Object.fromEntries(PASSED_ON.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
  const child = spawn((await findProgram('nsenter')) ?? 'nsenter', daemonCommand(paths, holder.pid), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...env, PATH: searchPath(), HOME: paths.directory, LC_ALL: 'C', [MARK]: paths.directory },
  });
  const failed = new Promise<true>((resolve) => child.once('error', () => resolve(true)));
  await log.close();
  child.unref();
  const pid = child.pid;
  const ended = pid === undefined ? await failed : false;
  const answers = await waitUntil(
    async () => ended || child.exitCode !== null || child.signalCode !== null || (await pings(paths.socket, 1000)),
    START_WITHIN_MS,
    signal,
  );
  const stat = pid === undefined ? undefined : processStat(pid);
  if (stat === undefined || !answers || child.exitCode !== null) {
    throw new FaultlineError(
      'ERR_CAPABILITY_MISSING',
      `dockerd ${answers ? 'ended' : 'did not answer'} while starting:\n${await logEnd(paths)}`,
      {
        hint: 'The lines above are the end of its log.',
      },
    );
  }
  await chmod(paths.socket, 0o600);
  return { pid: stat.pid, startTime: stat.startTime };
}

/** Ends dockerd and waits for it and for its containerd: one that is started earlier would not find a containerd of its own. */
export async function stopDaemon(paths: EnginePaths): Promise<void> {
  const daemons = engineProcesses(paths).filter(({ command }) => command === 'dockerd' || command === 'containerd');
  for (const daemon of daemons) if (daemon.command === 'dockerd') signalProcess(daemon.pid, 'SIGTERM');
  // Without its dockerd a containerd ends by itself, but only after a while.
  if (!daemons.some(({ command }) => command === 'dockerd')) for (const { pid } of daemons) signalProcess(pid, 'SIGTERM');
  await waitUntil(() => !daemons.some(isRunning), STOP_WITHIN_MS);
}

/** Returns the last lines of dockerd's log. */
export async function logEnd(paths: EnginePaths): Promise<string> {
  const log = await readFile(paths.log, 'utf8').catch(() => '');
  // Of dockerd's attempts to reach its containerd there are hundreds of lines, and the reason stands before them.
  const lines = log.split('\n').filter((line) => line !== '' && !line.includes('module=grpc') && !line.includes('loading plugin'));
  return lines.slice(-LOG_LINES_IN_ERROR).join('\n');
}

function daemonCommand(paths: EnginePaths, holder: number): readonly string[] {
  return [
    ...['-t', String(holder), '-m', '-u', '-n', 'dockerd'],
    ...['--config-file', paths.configFile, '--data-root', paths.dataRoot, '--exec-root', paths.execRoot, '--pidfile', paths.pidFile],
    ...['-H', `unix://${paths.socket}`, '--cgroup-parent', `/${paths.id}`],
    // The systemd driver would make slices that outlive the engine, and has other names for them.
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs'],
  ];
}
