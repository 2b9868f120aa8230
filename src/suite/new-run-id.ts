import { randomBytes } from 'node:crypto';

/** Returns a new run's id: sorts by time, is unique among runs started at once, and is short enough for container names. */
export function newRunId(now = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${randomBytes(3).toString('hex')}`;
}
