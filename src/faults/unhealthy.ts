import { z } from 'zod';
import type { ContainerSnapshot } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { commandWords } from '../scenario/options/command-words.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import type { Target } from '../targets/target.ts';
import type { Fault, FaultContext, PreparedFault } from './fault.ts';
import { httpPath } from './http-path.ts';
import { httpExchange } from './http-exchange.ts';
import { liveTarget, whileThere } from './live-target.ts';
import { publishedUrl } from './published-url.ts';
import { undoPlace } from './undo-place.ts';

const TIMEOUT_MS = 5000;

const schema = z
  .strictObject({
    by: z
      .enum(['request', 'exec', 'suspend'])
      .optional()
      .describe('How: an HTTP request to a back door, a command inside, or SIGSTOP to every process (default when neither is given).'),
    request: z
      .strictObject({
        path: httpPath().describe('Path of the request that makes the check fail.'),
        port: z.int().min(1).max(65_535).optional().describe('Which published port: the one inside the container.'),
        method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET').describe('HTTP method of both requests.'),
        restore_path: httpPath().optional().describe('Path of the request that undoes it.'),
      })
      .optional(),
    exec: z
      .strictObject({
        command: commandWords().describe('The command that makes the check fail: words, no shell.'),
        restore_command: commandWords().optional().describe('The command that undoes it.'),
      })
      .optional(),
  })
  .superRefine(({ by, request, exec }, context) => {
    const complain = (key: string, text: string, fix: string) =>
      context.addIssue({ code: 'custom', path: [key], message: issueText(text, fix) });
    if (by === 'request' && !request) complain('by', '`by: request` does not say what to request', 'add `request: { path: /… }`');
    if (by === 'exec' && !exec) complain('by', '`by: exec` does not say what to run', 'add `exec: { command: … }`');
    if (request && (exec || (by !== undefined && by !== 'request')))
      complain('request', '`request` goes with `by: request` only', 'leave one of the ways out');
    if (exec && by !== undefined && by !== 'exec') complain('exec', '`exec` goes with `by: exec` only', 'leave one of the ways out');
  })
  .transform(({ request, exec }) => ({ request, exec }));

type Options = z.output<typeof schema>;

/** Makes the health check fail: by a back door of the program, or by suspending its processes so that the check's answer never comes. */
export const unhealthy = {
  name: 'unhealthy',
  summary: 'Makes the health check fail: by an HTTP request, by a command inside, or by suspending the processes.',
  schema,
  of: 'subject',
  lasts: 'optional',
  async prepare(options, target, context) {
    const found = await liveTarget(context.engine, target, ['running']);
    if (found.health === 'none') throw noHealthCheck(target.name);
    if (options.request) return byRequest(options.request, target, found, context);
    return options.exec ? byExec(options.exec, target, context) : bySuspension(target, context);
  },
} as const satisfies Fault<Options>;

function bySuspension(target: Target, { engine }: FaultContext): PreparedFault {
  return {
    undo: [{ action: 'continue', ...undoPlace(target), when: 'timeline-end' }],
    async inject() {
      const sent = await whileThere(engine, target, () => engine.signalProcesses(target.id, 'SIGSTOP', 'all'));
      return { method: sent.method, details: { by: 'suspend', processes: sent.pids.length } };
    },
  };
}

function byExec(options: NonNullable<Options['exec']>, target: Target, { engine }: FaultContext): PreparedFault {
  const restore = options.restore_command;
  return {
    undo: restore ? [{ action: 'exec', ...undoPlace(target), command: restore, when: 'timeline-end' }] : [],
    async inject() {
      const request = { command: options.command, timeoutMs: TIMEOUT_MS };
      const { exitCode } = await whileThere(engine, target, () => engine.exec(target.id, request));
      return { method: 'exec', details: { by: 'exec', exitCode } };
    },
  };
}

function byRequest(
  options: NonNullable<Options['request']>,
  target: Target,
  found: ContainerSnapshot,
  { engine, signal }: FaultContext,
): PreparedFault {
  const { method, restore_path } = options;
  const { url, port } = publishedUrl(engine, found, options.path, options.port);
  const restore = restore_path === undefined ? undefined : publishedUrl(engine, found, restore_path, port).url;
  return {
    undo: restore === undefined ? [] : [{ action: 'request', ...undoPlace(target), method, url: restore, port, when: 'timeline-end' }],
    async inject() {
      const status = await httpExchange({ method, url, timeoutMs: TIMEOUT_MS, signal });
      return { method: 'request', details: { by: 'request', status } };
    },
  };
}

function noHealthCheck(name: string): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `${name} has no health check, so it can never become unhealthy`, {
    hint: 'Give the subject a `healthcheck:`, or use `pause` or `crash`.',
  });
}
