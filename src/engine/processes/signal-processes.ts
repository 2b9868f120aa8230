import { FaultlineError } from '../../errors/faultline-error.ts';
import { inspectContainer } from '../containers/container-operations.ts';
import type { ContainerInspect } from '../containers/container-snapshot.ts';
import type { EngineFacts, ProcessSignalMethod } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { signalByExec } from './exec-signal.ts';
import { signalByHelper } from './helper-signal.ts';
import { belongsTo, hostProcessesOf } from './host-processes.ts';
import { signalNumber } from './signal-number.ts';

const SIGKILL = 9;
const SIGSTOP = 19;
/** A process can start others while they are being counted. */
const ROUNDS = 5;

export interface ProcessSignal {
  readonly id: string;
  readonly signal: string;
  readonly which: 'first' | 'all';
  /** Absent: the first of host, helper and exec that works here. */
  readonly method?: ProcessSignalMethod | undefined;
  /** The run that a helper container belongs to. Absent: the one that the target is of, if any. */
  readonly runId?: string | undefined;
}

export interface ProcessSignalResult {
  readonly method: ProcessSignalMethod;
  readonly pids: readonly number[];
}

/**
 * Sends a signal to a container's processes behind the engine's back: from this machine when its processes are visible here,
 * else by a helper container on the engine's machine, else, for a signal that can be caught, by exec.
 * @param helperImage makes sure that an image with Node is on the engine
 * @throws ERR_TARGET_GONE when the container does not run, ERR_CAPABILITY_MISSING when no way is open.
 */
export async function signalProcesses(
  connection: EngineConnection,
  facts: EngineFacts,
  helperImage: () => Promise<string>,
  request: ProcessSignal,
): Promise<ProcessSignalResult> {
  const number = signalNumber(request.signal);
  const inspect = await inspectContainer(connection, request.id);
  if (inspect === undefined || inspect.State.Pid === 0) throw gone(request, inspect?.State.Status ?? 'gone');
  const { method } = request;
  if (method === 'host' && !facts.capabilities.hostPids) throw notFromHere(request);
  if (facts.capabilities.hostPids && (method ?? 'host') === 'host') {
    const pids = await signalFromHere(inspect, number, request.which);
    if (pids.length > 0) return { method: 'host', pids };
    const now = await inspectContainer(connection, request.id);
    if (now?.State.Pid !== inspect.State.Pid) throw gone(request, now?.State.Status ?? 'gone');
    if (method === 'host') throw notFromHere(request);
  }
  return signalFromThere(connection, inspect, helperImage, request, number);
}

async function signalFromThere(
  connection: EngineConnection,
  inspect: ContainerInspect,
  helperImage: () => Promise<string>,
  request: ProcessSignal,
  number: number,
): Promise<ProcessSignalResult> {
  if (request.method === 'exec') {
    await signalByExec(connection, { ...request, number });
    return { method: 'exec', pids: [1] };
  }
  try {
    return { method: 'helper', pids: await signalByHelper(connection, inspect, await helperImage(), { ...request, number }) };
  } catch (error) {
    if (error instanceof FaultlineError && ['ERR_TARGET_GONE', 'ERR_ENGINE_UNREACHABLE'].includes(error.code)) throw error;
    if (request.method === 'helper') throw error;
    if (number === SIGKILL || number === SIGSTOP) throw uncatchable(request, error);
    await signalByExec(connection, { ...request, number });
    return { method: 'exec', pids: [1] };
  }
}

/** Returns the pids that were signalled; none when the container's processes are not to be seen on this machine. */
async function signalFromHere(inspect: ContainerInspect, signal: number, which: 'first' | 'all'): Promise<readonly number[]> {
  const first = inspect.State.Pid;
  if (!(await belongsTo(first, inspect.Id))) return [];
  if (which === 'first') return sendTo(first, signal) ? [first] : [];
  const sent = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = (await hostProcessesOf(inspect.Id)).filter((pid) => !sent.has(pid));
    if (fresh.length === 0) break;
    for (const pid of fresh) if (sendTo(pid, signal)) sent.add(pid);
  }
  return [...sent];
}

/** Returns false when there is no such process any more. */
function sendTo(pid: number, signal: number): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

function notFromHere({ id, signal }: ProcessSignal): FaultlineError {
  return new FaultlineError(
    'ERR_CAPABILITY_MISSING',
    `${signal} cannot be sent to container ${id} from this machine: its processes are not to be seen here.`,
    {
      hint: 'Run faultline as root on the machine of the engine, or leave out `method`.',
    },
  );
}

function gone({ id, signal }: ProcessSignal, status: string): FaultlineError {
  return new FaultlineError('ERR_TARGET_GONE', `Sending ${signal} to the processes of container ${id.slice(0, 12)}: it is ${status}.`);
}

function uncatchable({ id, signal }: ProcessSignal, cause: unknown): FaultlineError {
  return new FaultlineError(
    'ERR_CAPABILITY_MISSING',
    `${signal} cannot be sent to the processes of container ${id.slice(0, 12)} from outside the Engine API.`,
    {
      hint: 'Run faultline as root on the machine of the engine: from inside, the first process of a container ignores this signal.',
      cause,
    },
  );
}
