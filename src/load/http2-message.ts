import type { OutgoingHttpHeaders } from 'node:http2';
import type { LoadSpec } from '../scenario/scenario.ts';
import { lowerCased } from './lower-cased.ts';

/** What every HTTP/2 request of a load says. */
export interface Http2Message {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | undefined;
}

/** Returns what the requests of a load say; whatever address the endpoint has, they are for the URL's host. */
export function http2Message(spec: LoadSpec): Http2Message {
  const url = new URL(spec.url);
  const { host = url.host, ...headers } = lowerCased(spec.headers);
  const length = spec.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(spec.body)) };
  const pseudo = {
    ':method': spec.method,
    ':scheme': url.protocol.slice(0, -1),
    ':authority': host,
    ':path': `${url.pathname}${url.search}`,
  };
  return { headers: { ...pseudo, ...length, ...headers }, body: spec.body };
}
