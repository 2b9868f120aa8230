import errors from 'undici/lib/core/errors.js';
import type { RequestClass } from '../history/load-bucket.ts';

/** By the error's code. Anything else that breaks a connection is a reset. */
const classByCode: Readonly<Record<string, RequestClass>> = {
  ECONNREFUSED: 'refused',
  // No route is an answer of the same kind: nobody there, told at once.
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ENODATA: 'dns',
  // undici: "other side closed" is a FIN without a reply, the others a FIN inside one.
  UND_ERR_SOCKET: 'closed-early',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'closed-early',
  UND_ERR_HEADERS_OVERFLOW: 'bad-body',
  // What came is not HTTP/2.
  ERR_HTTP2_ERROR: 'bad-body',
  // The server did not agree to speak HTTP/2.
  ERR_NO_H2: 'tls',
  EPROTO: 'tls',
  CRL_HAS_EXPIRED: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  PATH_LENGTH_EXCEEDED: 'tls',
  // The request cannot be formed; the rehearsal finds this before the load starts.
  UND_ERR_INVALID_ARG: 'unsent',
  // This machine ran out of something, which says nothing about the other side.
  EADDRNOTAVAIL: 'unsent',
  EADDRINUSE: 'unsent',
  EMFILE: 'unsent',
  ENFILE: 'unsent',
  ENOBUFS: 'unsent',
  ENOMEM: 'unsent',
};

/** OpenSSL's names for what is wrong with a certificate or a handshake, as node passes them on. */
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_CERT_)/;

/** Returns how a request ended that failed without a complete response. */
export function classifyError(error: unknown): RequestClass {
  if (error instanceof errors.HTTPParserError) return parserClass(error);
  return knownClassOf(error) ?? 'reset';
}

/** Returns how a request ended by the code of its error; undefined when that says nothing of a network. */
export function knownClassOf(error: unknown): RequestClass | undefined {
  const code = errorCode(error);
  if (code === 'ECONNRESET' && !isFromSystem(error)) return 'closed-early';
  return classByCode[code] ?? (TLS_CODE.test(code) ? 'tls' : undefined);
}

/** node says ECONNRESET also of a TLS handshake that the other side ended in order. Then no system call failed. */
function isFromSystem(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** The parser complains about what it was given, or, when it was given nothing more, about the end. */
function parserClass(error: errors.HTTPParserError): RequestClass {
  return 'data' in error && error.data === '' ? 'closed-early' : 'bad-body';
}

/** Returns the error's code; empty when it has none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
