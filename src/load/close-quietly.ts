import type { ProbeConnection } from './probe.ts';

/** Closes a connection that nobody needs any more; what goes wrong with that is evidence of nothing. */
export function closeQuietly(connection: ProbeConnection): void {
  try {
    connection.close();
  } catch {
    // As above.
  }
}
