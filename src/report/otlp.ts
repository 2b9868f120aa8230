import { jsonLine } from './json-text.ts';
import { logsDocument, traceDocument } from './otlp/documents.ts';
import type { Reporter } from './reporter.ts';

/**
 * otlp.jsonl: the run as a trace on the first line, its events as logs on the second, as collectors read such files.
 * @see https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
 */
export const otlp: Reporter = {
  name: 'otlp',
  summary: 'A trace and events for OpenTelemetry collectors, one OTLP document a line.',
  fileName: 'otlp.jsonl',
  onRequest: true,
  render: (input) => `${jsonLine(traceDocument(input))}\n${jsonLine(logsDocument(input))}\n`,
};
