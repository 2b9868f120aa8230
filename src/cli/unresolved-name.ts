import { lookup } from 'node:dns/promises';
import { describeError } from '../errors/describe-error.ts';

/** Returns a hint when the URL's host is a name that does not resolve now: it is measured all the same, and will be nothing but failures. */
export async function unresolvedName(url: string): Promise<string | undefined> {
  const { hostname } = new URL(url);
  try {
    await lookup(hostname.replace(/^\[(.*)\]$/, '$1'));
    return undefined;
  } catch (error) {
    return `hint: ${hostname} does not resolve now (${describeError(error)}); requests to it fail as "dns". Is the name right?`;
  }
}
