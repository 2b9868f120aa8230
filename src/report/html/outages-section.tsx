import type { VNode } from 'preact';
import { count, formatDuration } from '../format.ts';
import { outageCost, outageLength, outageSpan } from '../outage-text.ts';
import { spoiledText } from '../spoiled-text.ts';
import { streamDifference } from '../stream-difference.ts';
import { visible } from '../visible.ts';
import { EventLinks } from './event-links.tsx';
import { everyStream, type NamedStream } from './every-stream.ts';
import type { ReportData } from './report-data.ts';

const MOST = 24;

/** Every outage with its cause, and what the streams say about each other. */
export function OutagesSection({ data }: { readonly data: ReportData }): VNode | null {
  const streams = everyStream(data.result);
  if (streams.length === 0) return null;
  const all = streams.flatMap((stream) => stream.figures.outages.map((outage) => ({ stream, outage })));
  const shown = all
    .toSorted((left, right) => right.outage.durationMs - left.outage.durationMs)
    .slice(0, MOST)
    .toSorted((left, right) => left.outage.fromMs - right.outage.fromMs);
  return (
    <section id="outages" aria-labelledby="outages-heading">
      <h2 id="outages-heading">Why</h2>
      {all.length === 0 ? <p class="none">{noOutage(streams)}</p> : null}
      <ol class="outage-list">
        {shown.map((one) => (
          <OutageItem data={data} {...one} />
        ))}
      </ol>
      {all.length > shown.length ? (
        <p class="more">{`… and ${count(all.length - shown.length, 'shorter outage')} in result.json`}</p>
      ) : null}
      {findings(data).map((sentence) => (
        <p class="finding">{visible(sentence)}</p>
      ))}
    </section>
  );
}

type Outage = NamedStream['figures']['outages'][number];

function OutageItem({ data, stream, outage }: { readonly data: ReportData; readonly stream: NamedStream; readonly outage: Outage }): VNode {
  const { cause, fromMs, untilMs } = outage;
  return (
    <li>
      <p class="what">
        <b>{outageLength(outage)}</b> <span>{outageCost(outage)}</span> <span>{visible(stream.label)}</span>{' '}
        <a href="#timeline" data-zoom={`${fromMs},${untilMs}`}>
          {outageSpan(outage)}
        </a>
      </p>
      {data.result.engine === null ? null : (
        <p class="cause">
          {cause === undefined ? 'The history does not explain it.' : visible(sentence(cause.text))}{' '}
          <EventLinks data={data} seqs={cause === undefined ? [] : [cause.seq]} />
        </p>
      )}
    </li>
  );
}

function sentence(text: string): string {
  const begun = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function noOutage(streams: readonly NamedStream[]): string {
  const n = streams.reduce((sum, { figures }) => sum + figures.ok + figures.failed, 0);
  if (n === 0) return 'No request was due, so nothing is known about outages.';
  const interval = formatDuration(1000 / Math.max(...streams.map(({ of }) => of.ratePerSecond)));
  return `No outage: every one of ${n} requests, one every ${interval} on each stream, was answered as expected.`;
}

function findings({ result }: ReportData): string[] {
  const several = Object.keys(result.load).length > 1;
  const between = Object.entries(result.load).flatMap(([name, load]) =>
    (streamDifference(load)?.sentences ?? []).map((sentenceOf) => (several ? `${name}: ${sentenceOf}` : sentenceOf)),
  );
  const spoiled = everyStream(result)
    .filter(({ figures }) => figures.spoiled.length > 0)
    .map(({ label, figures }) => `${label}: ${spoiledText(figures.spoiled)}. ${figures.spoiled[0]?.reason ?? ''}`);
  return [...between, ...spoiled];
}
