import { z } from 'zod';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { removeContainer } from '../containers/container-operations.ts';
import type { ContainerInspect } from '../containers/container-snapshot.ts';
import { REPLICA_LABEL, ROLE_LABEL, RUN_LABEL, SUBJECT_LABEL } from '../labels.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import type { ProcessSignal } from './signal-processes.ts';

/** Signals the pids it is given, those that still belong to the container, and exits 3 when there was none. */
const PROGRAM = `
const fs = require('node:fs');
const [id, signal, ...pids] = process.argv.slice(1);
let sent = 0;
for (const pid of pids) {
  try {
    if (!fs.readFileSync('/proc/' + pid + '/cgroup', 'utf8').includes(id)) continue;
    process.kill(Number(pid), Number(signal));
    sent++;
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'ENOENT') throw error;
  }
}
process.exit(sent > 0 ? 0 : 3);
`;

const NOBODY_LEFT = 3;

const createdSchema = z.object({ Id: z.string() });
const waitSchema = z.object({ StatusCode: z.number() });
const topSchema = z.object({ Titles: z.array(z.string()), Processes: z.array(z.array(z.string())) });

/**
 * Sends a signal from a short-lived container that sees the processes of the engine's machine, for engines that are elsewhere.
 * Returns the pids as the engine's machine numbers them.
 * @throws ERR_TARGET_GONE when none of them was left.
 */
export async function signalByHelper(
  connection: EngineConnection,
  target: ContainerInspect,
  image: string,
  { number, which, runId }: Pick<ProcessSignal, 'which' | 'runId'> & { readonly number: number },
): Promise<readonly number[]> {
  const what = `Signalling the processes of '${target.Name.slice(1)}' by a helper container`;
  const pids = which === 'first' ? [target.State.Pid] : await processesOf(connection, target.Id);
  const run = runId ?? target.Config.Labels?.[RUN_LABEL];
  const body = helperBody(run, image, [target.Id, String(number), ...pids.map(String)]);
  const { Id: id } = createdSchema.parse(await connection.post(what, { path: '/containers/create', query: {}, body }));
  try {
    await connection.ask(what, async (docker): Promise<unknown> => docker.getContainer(id).start());
    const { StatusCode: code } = waitSchema.parse(
      await connection.ask(what, async (docker): Promise<unknown> => docker.getContainer(id).wait()),
    );
    if (code === NOBODY_LEFT) throw new FaultlineError('ERR_TARGET_GONE', `${what}: no such process.`);
    if (code !== 0) throw new FaultlineError('ERR_CAPABILITY_MISSING', `${what}: the helper exited ${code}.`);
    return pids;
  } finally {
    await removeContainer(connection, id);
  }
}

function helperBody(run: string | undefined, image: string, args: readonly string[]): object {
  return {
    Image: image,
    Entrypoint: ['node', '-e', PROGRAM],
    Cmd: args,
    // Labels of the image do not name the helper's subject: it has none.
    Labels: { [SUBJECT_LABEL]: '', [REPLICA_LABEL]: '', ...(run === undefined ? {} : { [RUN_LABEL]: run }), [ROLE_LABEL]: 'helper' },
    // A security profile or a user namespace would forbid signals to other containers.
    HostConfig: {
      PidMode: 'host',
      UsernsMode: 'host',
      NetworkMode: 'none',
      CapAdd: ['KILL'],
      SecurityOpt: ['apparmor=unconfined', 'seccomp=unconfined', 'label=disable'],
    },
  };
}

async function processesOf(connection: EngineConnection, id: string): Promise<number[]> {
  const answer = await connection.ask('Listing processes', async (docker): Promise<unknown> =>
    docker.getContainer(id).top({ ps_args: '-eo pid' }),
  );
  const { Titles, Processes } = topSchema.parse(answer);
  const column = Titles.findIndex((title) => title.trim() === 'PID');
  return Processes.map((row) => Number(row[column])).filter((pid) => pid > 0);
}
