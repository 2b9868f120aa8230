import type { Readable } from 'node:stream';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { LogLine, LogRequest } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { unreachable } from '../transport/engine-error.ts';
import { inspectContainer } from './container-operations.ts';
import { asStdout, demultiplex, type StreamChunk } from './demultiplex.ts';
import { parseEngineTime, toEpochNs, toQueryTime } from './engine-time.ts';

/** The time at the beginning of what the engine writes for one message. */
const PART = /^\d{4}-\d\d-\d\dT[\d:.]+Z /;

/** Nobody looks at more of a line; a program that prints one without end must not fill the memory. */
const LONGEST_LINE = 64 * 1024;

/** Yields a container's log lines, each with the time at which the engine received it, and cut at 64 KiB. */
export async function* readLogs(connection: EngineConnection, id: string, request: LogRequest): AsyncGenerator<LogLine> {
  const what = `Reading the logs of container ${id.slice(0, 12)}`;
  try {
    request.signal?.throwIfAborted();
    const inspect = await inspectContainer(connection, id);
    if (inspect === undefined) throw new FaultlineError('ERR_TARGET_GONE', `${what}: no such container.`);
    const stream = await openLogs(connection, what, id, request);
    yield* toLines(inspect.Config.Tty ? asStdout(stream) : demultiplex(stream));
  } catch (error) {
    if (request.signal?.aborted === true) return;
    throw error instanceof FaultlineError ? error : unreachable(what, error, connection.endpoint);
  }
}

async function openLogs(connection: EngineConnection, what: string, id: string, request: LogRequest): Promise<Readable> {
  return connection.stream(what, {
    path: `/containers/${encodeURIComponent(id)}/logs`,
    query: {
      stdout: '1',
      stderr: '1',
      timestamps: '1',
      follow: request.follow ? '1' : '0',
      ...(request.sinceMs === undefined ? {} : { since: toQueryTime(toEpochNs(request.sinceMs)) }),
    },
    signal: request.signal,
  });
}

async function* toLines(chunks: AsyncIterable<StreamChunk>): AsyncGenerator<LogLine> {
  const unfinished = { stdout: '', stderr: '' };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  for await (const { stream, data } of chunks) {
    const text = decoders[stream].decode(data, { stream: true });
    // The engine splits lines above 16 KiB and puts the time before every part.
    const isPart = unfinished[stream] !== '' && PART.test(text);
    const lines = (unfinished[stream] + (isPart ? text.replace(PART, '') : text)).split('\n');
    unfinished[stream] = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) yield toLine(stream, line);
  }
  for (const stream of ['stdout', 'stderr'] as const) if (unfinished[stream] !== '') yield toLine(stream, unfinished[stream]);
}

function toLine(stream: 'stdout' | 'stderr', line: string): LogLine {
  const space = line.indexOf(' ');
  const time = space === -1 ? line : line.slice(0, space);
  return { stream, text: space === -1 ? '' : line.slice(space + 1).replace(/\r$/, ''), epochMs: parseEngineTime(time) ?? 0 };
}
