import type { ClientData } from '../client-data.ts';

/** What all lanes say about one instant. */
export interface ReadOut {
  readonly time: string;
  /** Of the day, in UTC, as other programs' logs have it. */
  readonly clock: string;
  readonly lines: readonly (readonly [label: string, text: string])[];
}

/** Returns what there was at an instant, lane by lane. */
export function readOut(data: ClientData, atMs: number): ReadOut {
  const phase = data.phases.find(at(atMs))?.[2];
  const faults = data.faults.filter(at(atMs)).map(([, , text]) => text);
  const outages = data.outages.filter(at(atMs)).map(([, , text]) => text);
  const lines: [string, string][] = [];
  if (outages.length > 0) lines.push(['outage', outages.join(', ')]);
  if (faults.length > 0) lines.push(['fault', faults.join(', ')]);
  for (const stream of data.streams) lines.push([stream.label, streamText(stream, atMs)]);
  for (const stream of data.streams) {
    const told = versionsText(stream.versions, slotOf(stream, atMs));
    if (Object.keys(stream.versions).length > 1) lines.push([`${stream.label}, answers by version`, told]);
  }
  for (const { label, atMs: changes, versions } of data.running) {
    lines.push([
      label,
      versionsText(
        versions,
        changes.findLastIndex((change) => change <= atMs),
      ),
    ]);
  }
  for (const { label, spans } of data.lanes) lines.push([label, laneText(spans, atMs)]);
  return {
    time: `${(atMs / 1000).toFixed(3)} s${phase === undefined ? '' : ` · ${phase}`}`,
    clock: data.startedAtMs === 0 ? '' : `${new Date(data.startedAtMs + atMs).toISOString().slice(11, 23)} UTC`,
    lines,
  };
}

function at(atMs: number): (span: readonly [fromMs: number, untilMs: number, ...rest: unknown[]]) => boolean {
  return ([fromMs, untilMs]) => atMs >= fromMs && atMs < untilMs;
}

/** Tasks of one slot may overlap, each in a row of its own: what tells most of each. */
function laneText(spans: ClientData['lanes'][number]['spans'], atMs: number): string {
  const byRow = new Map<number, string>();
  for (const span of spans) if (at(atMs)(span)) byRow.set(span[3], span[2]);
  return byRow.size === 0 ? '–' : [...byRow.values()].join(' · ');
}

type Stream = ClientData['streams'][number];

function slotOf({ edgesMs }: Stream, atMs: number): number {
  const slot = edgesMs.findLastIndex((edgeMs) => edgeMs <= atMs);
  return slot < edgesMs.length - 1 ? slot : -1;
}

function streamText(stream: Stream, atMs: number): string {
  const slot = slotOf(stream, atMs);
  const due = stream.due[slot] ?? 0;
  if (due === 0) return 'no request due';
  const counts = Object.entries(stream.classes).flatMap(([name, column]) =>
    (column[slot] ?? 0) > 0 ? [`${column[slot] ?? 0} ${name}`] : [],
  );
  const [p50, p99] = [stream.p50Ms[slot] ?? null, stream.p99Ms[slot] ?? null];
  const latency = p50 === null || p99 === null ? [] : p50 === p99 ? [`${p50} ms`] : [`p50 ${p50} ms, p99 ${p99} ms`];
  return [`${due} due: ${counts.join(', ')}`, ...latency].join(' · ');
}

function versionsText(versions: Stream['versions'], index: number): string {
  const told = Object.entries(versions).flatMap(([name, column]) => ((column[index] ?? 0) > 0 ? [`${name}: ${column[index] ?? 0}`] : []));
  return told.length === 0 ? '–' : told.join(', ');
}
