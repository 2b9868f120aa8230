import type { VNode } from 'preact';
import { count, formatDuration } from '../format.ts';
import { outageCost, outageLength, outageSpan } from '../outage-text.ts';
import { spoiledText } from '../spoiled-text.ts';
import { streamDifference } from '../stream-difference.ts';
import { visible } from '../visible.ts';
import { causeEvents } from './cause-events.ts';
import { EventLinks } from './event-links.tsx';
import { everyStream, type NamedStream } from './every-stream.ts';
import { outageGroups, type OutageGroup, type StreamOutage } from './outage-groups.ts';
import type { ReportData } from './report-data.ts';

const MOST_GROUPS = 24;
const MOST_SPANS = 8;

/** Every outage with its cause, and what the streams say about each other. */
export function OutagesSection({ data }: { readonly data: ReportData }): VNode | null {
  const streams = everyStream(data.result);
  if (streams.length === 0) return null;
  const groups = outageGroups(data.result);
  const shown = new Set(groups.toSorted((left, right) => longestOf(right).durationMs - longestOf(left).durationMs).slice(0, MOST_GROUPS));
  const more = groups.filter((group) => !shown.has(group)).reduce((sum, { outages }) => sum + outages.length, 0);
  return (
    <section id="outages" aria-labelledby="outages-heading">
      <h2 id="outages-heading">Outages, and why</h2>
      {groups.length === 0 ? <p class="none">{noOutage(streams)}</p> : null}
      <ol class="outage-list">
        {groups
          .filter((group) => shown.has(group))
          .map((group) => (
            <OutageItem data={data} group={group} />
          ))}
      </ol>
      {more > 0 ? <p class="more">{`… and ${count(more, 'shorter outage')} in result.json`}</p> : null}
      {findings(data).map((sentence) => (
        <p class="finding">{visible(sentence)}</p>
      ))}
    </section>
  );
}

function longestOf({ outages }: OutageGroup): StreamOutage {
  return outages.reduce((longest, outage) => (outage.durationMs > longest.durationMs ? outage : longest));
}

function OutageItem({ data, group }: { readonly data: ReportData; readonly group: OutageGroup }): VNode {
  const { stream, outages } = group;
  const longest = longestOf(group);
  const { cause } = longest;
  const failed = outages.reduce((sum, outage) => sum + outage.failed, 0);
  return (
    <li>
      <p class="what">
        <b>{outages.length === 1 ? outageLength(longest) : `${outages.length} outages, the longest ${outageLength(longest)}`}</b>
        <span>{outages.length === 1 ? outageCost(longest) : `${failed} failed (${Object.keys(longest.errors).join(', ')})`}</span>
        <span>{visible(stream.label)}</span>
        {outages.slice(0, MOST_SPANS).map((outage) => (
          <span>
            <a href="#timeline" data-zoom={`${outage.fromMs},${outage.untilMs}`} title="Show it in the timeline">
              {outageSpan(outage)}
            </a>
          </span>
        ))}
        {outages.length > MOST_SPANS ? <span>{`and ${outages.length - MOST_SPANS} more`}</span> : null}
      </p>
      {data.result.engine === null ? null : (
        <p class="cause">
          {cause === undefined ? 'The history does not explain it.' : visible(sentence(cause.text))}{' '}
          <EventLinks data={data} seqs={causeEvents(cause)} />
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
