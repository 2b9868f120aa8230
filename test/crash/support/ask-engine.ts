import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import type { z } from 'zod';

/** Returns what the engine behind a socket answers to a GET, in Docker's own words: an inventory must not see less than there is. */
export async function askEngine<T>(socket: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const { status, body } = await askSocket(socket, { method: 'GET', path, timeoutMs: 60_000 });
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${body}`);
  return schema.parse(JSON.parse(body));
}
