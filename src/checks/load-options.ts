import { z } from 'zod';
import type { Analysis, StreamAnalysis, Window, WindowName } from '../analysis/analysis.ts';
import { onlyWindow } from '../analysis/windows.ts';
import { CannotTell } from './conclude.ts';
import { during, windowOf } from './during.ts';
import { onlyName } from './only-name.ts';

/** Returns the options that every check about a load has. */
export function loadOptions() {
  return {
    of: z.string().min(1).optional().describe('The load; may be left out when there is only one.'),
    stream: z.enum(['new', 'keep-alive']).optional().describe("One of the load's streams (default: its first)."),
    during: during(),
  };
}

export interface LoadOptions {
  readonly of?: string | undefined;
  readonly stream?: StreamAnalysis['stream'] | undefined;
  readonly during: WindowName;
}

/** What a check about a load looks at. */
export interface MeasuredPart {
  readonly of: string;
  readonly stream: StreamAnalysis;
  readonly window: Window;
}

/** Returns the stream and the window that the options name. @throws CannotTell when there is no such thing in the history. */
export function measuredPart(analysis: Analysis, options: LoadOptions): MeasuredPart {
  const of = onlyName(options.of, analysis.load, 'load');
  const streams = analysis.load[of]?.streams ?? [];
  const stream = options.stream === undefined ? streams[0] : streams.find((one) => one.stream === options.stream);
  if (stream === undefined) throw new CannotTell(`the load ${of} has no stream ${options.stream ?? 'at all'}`);
  return { of, stream, window: windowOf(analysis, options.during) };
}

/** Returns the beginning of a sentence: 'The availability of users during chaos (keep-alive)'. */
export function aboutLoad(
  what: string,
  { of, stream, during: when }: LoadOptions,
  { soFar, windows }: Pick<Analysis, 'soFar' | 'windows'>,
): string {
  // While the run goes on, the window is the steady state's own, whatever the option says; a measurement has only one.
  const window = soFar === undefined && onlyWindow(windows) === undefined ? ` during ${when}` : '';
  return `The ${what}${of === undefined ? '' : ` of ${of}`}${window}${stream === undefined ? '' : ` (${stream})`}`;
}
