import type tls from 'node:tls';
import type { LoadSpec } from '../scenario/scenario.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { commandLine } from './command-line.ts';
import { CommandProbe } from './command-probe.ts';
import { CustomProbe } from './custom-probe.ts';
import type { OpenProbe } from './endpoint-probe.ts';
import { Http1Probe, http1Options } from './http1-probe.ts';
import { http2Message } from './http2-message.ts';
import { Http2Probe } from './http2-probe.ts';
import type { LoadedProbe } from './load-probe.ts';
import { responseRules } from './response-rules.ts';
import { TcpProbe } from './tcp-probe.ts';
import { tlsOptions } from './tls-options.ts';

export interface Surroundings {
  /** In place of what the load says of its certificate: for a rehearsal, whose server has none. */
  readonly tls?: tls.ConnectionOptions;
  /** The probe that the load names, as loadProbe returns it. */
  readonly probe?: LoadedProbe | undefined;
}

/**
 * Returns what opens the probe of an endpoint, of the kind that the load asks for.
 * @throws ERR_SCENARIO_INVALID when a pattern, the certificates or the command of the load cannot be used.
 */
export function probeOpener(spec: LoadSpec, surroundings: Surroundings): OpenProbe {
  if (spec.probe !== undefined) {
    const { probe } = surroundings;
    if (probe === undefined) throw new FaultlineError('ERR_LOAD_FAILED', `The probe ${spec.probe.kind} has not been loaded.`);
    return (endpoint) => new CustomProbe(probe, endpoint);
  }
  const rules = responseRules(spec);
  if (spec.command !== undefined) {
    const line = commandLine(spec.command);
    return (endpoint) => new CommandProbe(line, endpoint, rules);
  }
  if (spec.url.toLowerCase().startsWith('tcp:')) return (endpoint) => new TcpProbe(endpoint);
  const secure = surroundings.tls ?? tlsOptions(spec);
  const encrypted = secure === undefined ? {} : { tls: secure };
  if (spec.http === '2') {
    const message = http2Message(spec);
    return ({ address, port }) => new Http2Probe({ address, port, ...encrypted }, message, rules);
  }
  const options = http1Options(spec);
  return ({ address, port }) => new Http1Probe({ address, port, ...encrypted }, options, rules);
}
