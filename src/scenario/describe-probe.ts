import type { LoadSpec } from './scenario.ts';

/** Returns what one request of a load is, in words: `GET https://web:8443/ over HTTP/2`. */
export function describeProbe({
  url,
  method,
  http,
  tls,
  command,
  probe,
}: Pick<LoadSpec, 'url' | 'method' | 'http' | 'tls' | 'command' | 'probe'>): string {
  if (command !== undefined) return `command on this machine: ${command.map(quoted).join(' ')} (for ${url})`;
  if (probe !== undefined) return `probe ${probe.kind} of ${url}`;
  if (url.startsWith('tcp:')) return `connect to ${url}`;
  const trust = tls?.insecure === true ? ', any certificate' : tls?.caFile === undefined ? '' : `, certificates by ${tls.caFile}`;
  return `${method} ${url}${http === '2' ? ' over HTTP/2' : ''}${trust}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : JSON.stringify(word);
}
