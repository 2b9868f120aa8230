import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from '../load/endpoint.ts';
import { loadProbe } from '../load/load-probe.ts';
import { RequestSender } from '../load/request-sender.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';

const RETRY_MS = 50;

/**
 * Waits until an endpoint of a load has answered once, so that measuring does not begin with a program that is still starting. There is no event for
 * that: it has to be asked, by the request of the load itself. A body is not judged: what it says may be what the scenario is about.
 * @throws FaultlineError ERR_SUBJECT_FAILED when it has not within `withinMs`, ERR_SCENARIO_INVALID when no request can be formed
 */
export async function waitUntilAnswered(
  context: RunContext,
  load: string,
  spec: LoadSpec,
  endpoint: Endpoint,
  withinMs: number,
): Promise<void> {
  const { clock, signal } = context;
  const probe = await loadProbe(spec.probe);
  const sender = new RequestSender({ ...spec, expect: { status: spec.expect.status } }, { probe });
  sender.setEndpoints([endpoint]);
  const untilMs = clock.now() + withinMs;
  try {
    for (;;) {
      const problem = await problemOf(sender, context, spec.timeoutMs);
      if (problem === undefined) return;
      if (clock.now() >= untilMs) throw unanswered(load, spec, withinMs, problem);
      await clock.sleepUntil(clock.now() + RETRY_MS, signal);
    }
  } finally {
    sender.close();
  }
}

/** Returns why one request was not answered as expected; undefined when it was. */
async function problemOf(sender: RequestSender, { clock, signal }: RunContext, timeoutMs: number): Promise<string | undefined> {
  const answered = new AbortController();
  const problem = await new Promise<string | undefined>((resolve) => {
    const request = sender.send('new', (outcome) => {
      answered.abort();
      // It may have ended before it was returned.
      queueMicrotask(() => resolve(outcome === 'ok' ? undefined : (request?.problem ?? outcome)));
    });
    const expire = (): void => request?.expire();
    clock.sleepUntil(clock.now() + timeoutMs, AbortSignal.any([signal, answered.signal])).then(expire, expire);
  });
  signal.throwIfAborted();
  return problem;
}

function unanswered(load: string, { url, command, probe }: LoadSpec, withinMs: number, problem: string): FaultlineError {
  const by = command?.[0] ?? probe?.kind;
  const asked = by === undefined ? url : `${url}, asked by ${by}`;
  return new FaultlineError(
    'ERR_SUBJECT_FAILED',
    `${asked} (load ${load}) had not answered as expected within ${withinMs} ms: ${problem}.`,
    {
      hint:
        command === undefined
          ? 'Check the port and path of the URL and what is expected, or raise `ready_within:` on the subject.'
          : 'Run the command by hand, check its arguments, or raise `ready_within:` on the subject.',
    },
  );
}
