import { z } from 'zod';
import type { EngineEventRecord } from '../history/history-event.ts';
import { signalOfNumber } from '../analysis/exit-signal.ts';
import { linuxSignals } from '../scenario/linux-signals.ts';
import { issueText } from '../scenario/options/issue-text.ts';

const PATTERN = /^([a-z][a-z_-]*)(?:\(([A-Za-z0-9_]+)\))?$/;

/** Returns the schema of an event as a person writes it: `start`, `die(137)`, `kill(SIGKILL)`, `health_status(unhealthy)`. */
export function eventPattern() {
  return z
    .string()
    .regex(
      PATTERN,
      issueText('is not an event', 'write an action such as `start`, `die(137)`, `kill(SIGTERM)` or `health_status(unhealthy)`'),
    )
    .meta({
      description: 'An event of the engine: its action, with an exit code, signal or health in brackets.',
      examples: ['die(137)', 'start'],
    });
}

/** Returns whether an event is what the pattern says. */
export function eventFits(pattern: string, event: Pick<EngineEventRecord, 'action' | 'exitCode' | 'signal' | 'health'>): boolean {
  const [, action, detail] = PATTERN.exec(pattern) ?? [];
  if (action !== event.action) return false;
  if (detail === undefined) return true;
  if (event.signal !== undefined)
    return event.signal === (linuxSignals[`SIG${detail.replace(/^SIG/i, '').toUpperCase()}`] ?? Number(detail));
  return detail === event.health || (event.exitCode !== undefined && Number(detail) === event.exitCode);
}

/** Returns an event as a pattern would name it. */
export function eventText({
  action,
  exitCode,
  signal,
  health,
}: Pick<EngineEventRecord, 'action' | 'exitCode' | 'signal' | 'health'>): string {
  const detail = signal === undefined ? (exitCode ?? health) : (signalOfNumber(signal) ?? signal);
  return detail === undefined ? action : `${action}(${detail})`;
}
