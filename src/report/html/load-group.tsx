import type { VNode } from 'preact';
import type { Window } from '../../analysis/analysis.ts';
import { formatDuration } from '../format.ts';
import { rateText } from '../rate-text.ts';
import { visible } from '../visible.ts';
import { LatencyLane } from './latency-lane.tsx';
import type { LoadLanes } from './load-lanes.ts';
import { RequestLane } from './request-lane.tsx';
import { VersionLane } from './version-lane.tsx';

/** A load: what became of its requests, how long they took, and which version answered. */
export function LoadGroup({ load: { name, load, streams }, axis }: { readonly load: LoadLanes; readonly axis: Window }): VNode {
  const versions = new Set(streams.flatMap(({ series }) => Object.keys(series.versions)));
  const facts = [visible(load.url), rateText(load), `deadline ${formatDuration(load.deadlineMs)}`];
  if (load.route !== null && load.route !== 'external') facts.push(`route ${load.route}`);
  return (
    <>
      <h3 class="group">
        <span>
          {name} <small>{facts.join(' · ')}</small>
        </span>
      </h3>
      {streams.map((lanes) => (
        <RequestLane lanes={lanes} axis={axis} />
      ))}
      <LatencyLane streams={streams} axis={axis} deadlineMs={load.deadlineMs} />
      {versions.size < 2
        ? null
        : streams.map((lanes) => <VersionLane lanes={lanes} of={streams.length} names={[...versions]} axis={axis} />)}
    </>
  );
}
