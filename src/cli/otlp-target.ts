import { InvalidArgumentError, Option } from 'commander';
import type { OtlpTarget } from '../report/otlp/send.ts';

/** Returns the option `--otlp-endpoint`. */
export function otlpOption(): Option {
  return new Option(
    '--otlp-endpoint <url>',
    'send each run to an OpenTelemetry collector, such as http://localhost:4318; headers by OTEL_EXPORTER_OTLP_HEADERS',
  ).argParser(readEndpoint);
}

/**
 * Returns the collector at an endpoint, with the headers that the environment names: secrets belong there, not on a command line.
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
export function otlpTarget(endpoint: string | undefined, env: NodeJS.ProcessEnv = process.env): OtlpTarget | undefined {
  if (endpoint === undefined) return undefined;
  const pairs = (env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '').split(',').flatMap((pair): (readonly [string, string])[] => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at)).trim();
    return name === '' ? [] : [[name, decoded(pair.slice(at + 1).trim())]];
  });
  return { endpoint, headers: Object.fromEntries(pairs) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be an address such as http://localhost:4318.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError('Put credentials into OTEL_EXPORTER_OTLP_HEADERS, such as authorization=Bearer%20TOKEN.');
  }
  return `${url.origin}${url.pathname}`;
}
