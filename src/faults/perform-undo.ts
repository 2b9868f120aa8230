import type { Clock } from '../clock/clock.ts';
import { RealClock } from '../clock/real-clock.ts';
import type { ContainerSnapshot, Engine } from '../engine/engine.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { describeError } from '../errors/describe-error.ts';
import { describeUndo } from './describe-undo.ts';
import { httpExchange } from './http-exchange.ts';
import { publishedUrl } from './published-url.ts';
import type { UndoAction } from './undo-action.ts';
import { undoOnService } from './undo-on-service.ts';
import type { UndoOutcome } from './undo-outcome.ts';

export type { UndoOutcome } from './undo-outcome.ts';

const ATTEMPTS = 3;
const LIMIT_MS = 10_000;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;
/** What another try may well get past: the engine is being started again, or is very busy. */
const transient: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['ERR_ENGINE_UNREACHABLE', 'ERR_TIMEOUT']);

/**
 * Undoes one change and returns how that ended. Doing it twice is harmless: what is as it should be is left alone.
 * Each attempt may take 10 s. What the engine refuses is tried three times; an engine that does not answer, until `patienceMs` is over (30 s).
 * @throws FaultlineError ERR_UNDO_FAILED with the command that would do it.
 */
export async function performUndo(
  engine: Engine,
  action: UndoAction,
  { clock = new RealClock(), patienceMs = PATIENCE_MS }: { readonly clock?: Clock; readonly patienceMs?: number } = {},
): Promise<UndoOutcome> {
  const untilMs = clock.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await within(clock, attemptUndo(engine, action));
      // The attempt before may have done it, and only its answer was lost.
      return outcome === 'not-needed' && attempt > 1 ? 'undone' : outcome;
    } catch (error) {
      if (error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE') return await outcomeWhenRefused(engine, action);
      const pauseMs = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (attempt - 1));
      const goesOn = isTransient(error) ? clock.now() + pauseMs < untilMs : attempt < ATTEMPTS;
      if (!goesOn) throw undoFailed(action, attempt, error);
      await clock.sleepUntil(clock.now() + pauseMs);
    }
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof FaultlineError && transient.has(error.code);
}

async function attemptUndo(engine: Engine, action: UndoAction): Promise<UndoOutcome> {
  if ('service' in action) return undoOnService(await engine.swarm(), action);
  const found = await engine.inspectContainer(action.container);
  if (!found || found.status === 'removing' || found.status === 'dead') return 'target-gone';
  switch (action.action) {
    case 'unpause':
      if (found.status !== 'paused') return 'not-needed';
      await engine.unpauseContainer(found.id);
      return 'undone';
    case 'start':
      if (found.status !== 'created' && found.status !== 'exited') return 'not-needed';
      await engine.startContainer(found.id);
      return 'undone';
    case 'continue':
      if (found.status !== 'running' && found.status !== 'paused') return 'not-needed';
      await engine.signalProcesses(found.id, 'SIGCONT', 'all');
      return 'undone';
    case 'exec':
      return found.status === 'running' ? undoByExec(engine, found, action.command) : 'target-gone';
    case 'request':
      return found.status === 'running' ? undoByRequest(engine, found, action) : 'target-gone';
  }
}

async function undoByExec(engine: Engine, { id }: ContainerSnapshot, command: readonly string[]): Promise<UndoOutcome> {
  const { exitCode, output } = await engine.exec(id, { command, timeoutMs: LIMIT_MS });
  if (exitCode !== 0) throw new FaultlineError('ERR_FAULT_FAILED', `it exited with ${exitCode}: ${output.trim().slice(-300)}`);
  return 'undone';
}

async function undoByRequest(
  engine: Engine,
  found: ContainerSnapshot,
  { method, url, port }: Extract<UndoAction, { action: 'request' }>,
): Promise<UndoOutcome> {
  const { pathname, search } = new URL(url);
  const now = port === undefined ? url : publishedUrl(engine, found, pathname + search, port).url;
  const status = await httpExchange({ method, url: now, timeoutMs: LIMIT_MS });
  if (status >= 400) throw new FaultlineError('ERR_FAULT_FAILED', `it was answered ${status}`);
  return 'undone';
}

/** The engine says 404 or 409 when the state changed after it was looked at: by now the undo may be done, by a restart for example. */
async function outcomeWhenRefused(engine: Engine, action: UndoAction): Promise<UndoOutcome> {
  if ('service' in action) return 'target-gone';
  const found = await engine.inspectContainer(action.container).catch(() => undefined);
  if (!found) return 'target-gone';
  if (action.action === 'unpause') return found.status === 'paused' ? 'target-gone' : 'not-needed';
  return found.status === 'running' && action.action === 'start' ? 'not-needed' : 'target-gone';
}

async function within<T>(clock: Clock, work: Promise<T>): Promise<T> {
  const settled = new AbortController();
  const late = clock.sleepUntil(clock.now() + LIMIT_MS, settled.signal).then(() => {
    throw new FaultlineError('ERR_TIMEOUT', `it took longer than ${LIMIT_MS} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    settled.abort();
    late.catch(() => undefined);
    work.catch(() => undefined);
  }
}

function undoFailed(action: UndoAction, attempts: number, cause: unknown): FaultlineError {
  return new FaultlineError(
    'ERR_UNDO_FAILED',
    `The undo \`${action.action}\` failed ${attempts === 1 ? 'once' : `${attempts} times`}: ${describeError(cause)}`,
    {
      hint: `Run: ${describeUndo(action)}`,
      cause,
    },
  );
}
