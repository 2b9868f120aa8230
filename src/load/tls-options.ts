import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { loadTarget } from './resolve-endpoints.ts';

/**
 * Returns how a load's connections are encrypted; undefined when they are not. The certificate must be for the URL's own host, wherever the endpoint is.
 * @throws ERR_SCENARIO_INVALID when the file of certificates cannot be used.
 */
export function tlsOptions(spec: Pick<LoadSpec, 'url' | 'http' | 'tls'>): tls.ConnectionOptions | undefined {
  if (!spec.url.toLowerCase().startsWith('https:')) return undefined;
  const { hostname } = loadTarget(spec.url);
  return {
    // Made once: reading the certificates for each connection would cost more than the handshake.
    secureContext: secureContext(spec.tls?.caFile),
    rejectUnauthorized: spec.tls?.insecure !== true,
    // An address is no server name (RFC 6066), but is compared with the certificate all the same.
    servername: net.isIP(hostname) === 0 ? hostname : '',
    ALPNProtocols: [spec.http === '2' ? 'h2' : 'http/1.1'],
  };
}

function secureContext(caFile: string | undefined): tls.SecureContext {
  if (caFile === undefined) return tls.createSecureContext();
  try {
    return tls.createSecureContext({ ca: readFileSync(caFile) });
  } catch (error) {
    throw new FaultlineError('ERR_SCENARIO_INVALID', `The certificates of ${caFile} cannot be used: ${describeError(error)}.`, {
      hint: 'Name a file with certificates in PEM.',
      cause: error,
    });
  }
}
