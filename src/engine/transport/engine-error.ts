import { z } from 'zod';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { EngineRefusal } from '../engine-refusal.ts';

/** What dockerode throws for an answer that is not a success. */
const refusalSchema = z.object({
  statusCode: z.number(),
  message: z.string(),
  json: z.object({ message: z.string() }).nullish().catch(null),
});

/** Returns the HTTP status that the engine refused with, or undefined when it was something else. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof EngineRefusal) return error.status;
  return refusalSchema.safeParse(error).data?.statusCode;
}

/**
 * Returns what to throw for an error of a request: ERR_TARGET_GONE, ERR_ENGINE_REFUSED with the engine's words, or
 * ERR_ENGINE_UNREACHABLE. An abort and an error of our own stay as they are.
 */
export function engineError(what: string, error: unknown, endpoint: string): unknown {
  if (error instanceof FaultlineError) return error;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) return error;
  const refusal = refusalSchema.safeParse(error).data;
  if (refusal === undefined) return unreachable(what, error, endpoint);
  const reason = (refusal.json?.message ?? refusal.message.replace(/^\(HTTP code \d+\) .*? - /, '')).trim();
  if (isGone(refusal.statusCode, reason)) return new FaultlineError('ERR_TARGET_GONE', `${what}: ${reason}`, { cause: error });
  return new EngineRefusal(what, refusal.statusCode, reason, { cause: error });
}

function isGone(status: number, reason: string): boolean {
  if (/no such container/i.test(reason)) return status === 404;
  // A container that dies while it is being signalled is told with 500 by some versions, with 409 by others.
  return (
    (status === 409 || status === 500) && /is not running|is restarting, wait|no such process|is dead or marked for removal/i.test(reason)
  );
}

/** Returns the ERR_ENGINE_UNREACHABLE for a connection that failed, with what to do about it. */
export function unreachable(what: string, error: unknown, endpoint: string): FaultlineError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new FaultlineError('ERR_ENGINE_UNREACHABLE', `${what}: no Docker Engine answers at ${endpoint}: ${describeError(error)}`, {
    hint: hintFor(code, endpoint),
    cause: error,
  });
}

function hintFor(code: string, endpoint: string): string {
  if (code === 'EACCES') return 'This user may not use the socket: join the group docker (and log in again), or run as root.';
  if (endpoint.startsWith('ssh:')) return 'Check that `ssh` reaches that host without a password and that docker is installed there.';
  if (/^(ERR_TLS|UNABLE_TO|CERT_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code)) return 'Check DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.';
  return 'Start Docker, or `faultline engine up`, or set DOCKER_HOST to an engine; `faultline doctor` tells what is missing.';
}
