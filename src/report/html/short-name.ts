import { truncate } from '../text-width.ts';
import { visible } from '../visible.ts';

const LONGEST = 60;

/** Returns a name from outside as lanes and legends show it: hidden characters made visible, and not too long. */
export function shortName(name: string): string {
  return truncate(visible(name.slice(0, 4 * LONGEST)), LONGEST);
}
