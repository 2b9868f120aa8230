import { checkTitle } from '../check-text.ts';
import type { ReportInput } from '../reporter.ts';
import { visible } from '../visible.ts';
import { anyValue, attributes, type KeyValue } from './attributes.ts';
import { episodes, type Episode } from './episodes.ts';
import { RunIdentity } from './run-identity.ts';

/** Numbers of the protocol's enumerations. @see https://github.com/open-telemetry/opentelemetry-proto */
const INTERNAL = 1;
const status = { ok: 1, error: 2 } as const;
const severity = {
  INFO: { severityNumber: 9, severityText: 'INFO' },
  WARN: { severityNumber: 13, severityText: 'WARN' },
  ERROR: { severityNumber: 17, severityText: 'ERROR' },
} as const;

interface Record {
  readonly atMs: number;
  readonly name: string;
  readonly level: keyof typeof severity;
  readonly text: string;
  readonly attributes: readonly KeyValue[];
  readonly spanId: string;
}

/** Returns the run as a trace: a span for it, and within that one for each phase, fault, outage and rollout. */
export function traceDocument(input: ReportInput): object {
  const { result } = input;
  const run = new RunIdentity(result);
  const span = (spanId: string, name: string, fromMs: number, untilMs: number) => ({
    traceId: run.traceId,
    spanId,
    ...(spanId === run.rootId ? {} : { parentSpanId: run.rootId }),
    name: visible(name),
    kind: INTERNAL,
    startTimeUnixNano: run.unixNano(fromMs),
    endTimeUnixNano: run.unixNano(untilMs),
  });
  const verdict = { passed: { code: status.ok }, failed: { code: status.error, message: 'failed' }, inconclusive: {} }[result.verdict];
  const root = {
    ...span(run.rootId, result.scenario.name, 0, result.run.durationMs ?? 0),
    attributes: attributes({ 'faultline.run.verdict': result.verdict, 'faultline.run.ended': result.run.ended }),
    status: verdict,
  };
  const within = numbered(input, run).map(({ episode, spanId }) => ({
    ...span(spanId, episode.name, episode.fromMs, episode.untilMs),
    attributes: attributes(episode.attributes),
    status: episode.problem === undefined ? {} : { code: status.error, message: visible(episode.problem) },
  }));
  return { resourceSpans: [{ resource: run.resource, scopeSpans: [{ scope: run.scope, spans: [root, ...within] }] }] };
}

/** Returns the faults, outages, rollouts and verdicts of the run as events, each with its place in the trace. */
export function logsDocument(input: ReportInput): object {
  const run = new RunIdentity(input.result);
  const logRecords = [...numbered(input, run).flatMap(episodeRecords), ...checkRecords(input, run)]
    .toSorted((left, right) => left.atMs - right.atMs)
    .map((record) => ({
      timeUnixNano: run.unixNano(record.atMs),
      observedTimeUnixNano: run.unixNano(record.atMs),
      ...severity[record.level],
      eventName: record.name,
      body: anyValue(record.text),
      attributes: record.attributes,
      traceId: run.traceId,
      spanId: record.spanId,
    }));
  return { resourceLogs: [{ resource: run.resource, scopeLogs: [{ scope: run.scope, logRecords }] }] };
}

function numbered(input: ReportInput, run: RunIdentity): { readonly episode: Episode; readonly spanId: string }[] {
  return episodes(input).map((episode, index) => ({ episode, spanId: run.spanId(`${episode.kind}/${index}`) }));
}

function episodeRecords({ episode, spanId }: { readonly episode: Episode; readonly spanId: string }): Record[] {
  const { kind, name, fromMs, untilMs, open, problem } = episode;
  if (kind === 'phase') return [];
  const of = { spanId, attributes: attributes(episode.attributes) };
  const level = kind === 'outage' ? 'ERROR' : problem === undefined ? 'INFO' : 'WARN';
  const text = problem === undefined ? name : `${name}: ${problem}`;
  return [
    { ...of, atMs: fromMs, name: `faultline.${kind}.began`, level, text },
    ...(open ? [] : [{ ...of, atMs: untilMs, name: `faultline.${kind}.ended`, level: 'INFO' as const, text: `${name} ended` }]),
  ];
}

function checkRecords({ result }: ReportInput, run: RunIdentity): Record[] {
  const levels = { passed: 'INFO', failed: 'ERROR', inconclusive: 'WARN' } as const;
  return result.checks.map((check) => ({
    atMs: result.run.durationMs ?? 0,
    name: 'faultline.check',
    level: levels[check.verdict],
    text: `${checkTitle(check)} ${check.verdict}: ${check.message}`,
    attributes: attributes({
      'faultline.check.kind': check.kind,
      'faultline.check.of': check.of,
      'faultline.check.during': check.during,
      'faultline.check.expected': check.expected,
      'faultline.check.observed': check.observed,
      'faultline.check.verdict': check.verdict,
      'faultline.check.line': check.line,
    }),
    spanId: run.rootId,
  }));
}
