import { join } from 'node:path';
import type { Order } from './fuzz-messages.ts';

/** Returns where a file is kept with which something was wrong, without its extension. */
export function failureFile({ folder, reader, seed }: Order, index: number): string {
  return join(folder, `${reader}-${seed}-${index}`);
}
