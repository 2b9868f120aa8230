import { request } from 'undici';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from '../load/endpoint.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';

const RETRY_MS = 50;

/**
 * Waits until an endpoint of a load has answered once with an expected status, so that measuring does not begin with a program that is
 * still starting. There is no event for that: it has to be asked.
 * @throws FaultlineError ERR_SUBJECT_FAILED when it has not within `withinMs`
 */
export async function waitUntilAnswered(
  { clock, signal }: RunContext,
  load: string,
  spec: LoadSpec,
  endpoint: Endpoint,
  withinMs: number,
): Promise<void> {
  const url = new URL(spec.url);
  const host = url.host;
  url.hostname = endpoint.address.includes(':') ? `[${endpoint.address}]` : endpoint.address;
  url.port = String(endpoint.port);
  const untilMs = clock.now() + withinMs;
  for (;;) {
    const problem = await problemWith(url, host, spec, signal);
    if (problem === undefined) return;
    if (clock.now() >= untilMs) {
      throw new FaultlineError(
        'ERR_SUBJECT_FAILED',
        `${spec.url} (load ${load}) had not answered as expected within ${withinMs} ms: ${problem}.`,
        { hint: 'Check the port and path of the URL and the expected status, or raise `ready_within:` on the subject.' },
      );
    }
    await clock.sleepUntil(clock.now() + RETRY_MS, signal);
  }
}

async function problemWith(url: URL, host: string, spec: LoadSpec, signal: AbortSignal): Promise<string | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(spec.timeoutMs)]);
  try {
    const { statusCode, body } = await request(url, { headers: { ...spec.headers, host }, reset: true, signal: limit });
    await body.dump({ limit: 65_536 });
    return spec.expect.status.includes(statusCode) ? undefined : `status ${statusCode}`;
  } catch (error) {
    signal.throwIfAborted();
    return describeError(error);
  }
}
