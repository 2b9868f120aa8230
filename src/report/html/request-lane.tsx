import type { VNode } from 'preact';
import type { Window } from '../../analysis/analysis.ts';
import { requestClasses } from '../../history/load-bucket.ts';
import { outageCost, outageLength, outageSpan } from '../outage-text.ts';
import { placed } from './axis-scale.ts';
import { Drawing } from './drawing.tsx';
import { classFill, Sample } from './fills.tsx';
import { Lane } from './lane.tsx';
import type { StreamLanes } from './load-lanes.ts';
import { stacked } from './stacked.ts';
import { drawnEdges } from './step-paths.ts';

/** Requests by how they ended, stacked, with the outages above them and what is no evidence hatched. */
export function RequestLane({ lanes, axis }: { readonly lanes: StreamLanes; readonly axis: Window }): VNode {
  const { label, series, outages, spoiled } = lanes;
  const { classes, edgesMs } = series;
  const rate = (counts: readonly number[]) => counts.map((n, slot) => (n * 1000) / ((edgesMs[slot + 1] ?? 0) - (edgesMs[slot] ?? 0)));
  const most = Math.max(Number.MIN_VALUE, ...rate(series.due));
  const present = requestClasses.flatMap((name) => (classes[name] === undefined ? [] : [[name, rate(classes[name])] as const]));
  const areas = stacked(present, drawnEdges(axis, edgesMs), most);
  const legend = present.map(([name]) => (
    <span>
      <Sample fill={classFill(name)} />
      {name}
    </span>
  ));
  return (
    <Lane label={label} note={legend} size={present.length === 1 && outages.length + spoiled.length === 0 ? 'calm' : 'chart'}>
      <div class="outages">
        {outages.map((outage) => (
          <span
            class="outage"
            style={placed(axis, outage.fromMs, outage.untilMs)}
            title={`outage ${outageSpan(outage)}: ${outageLength(outage)}, ${outageCost(outage)}`}
          >
            <span>{outageLength(outage)}</span>
          </span>
        ))}
      </div>
      <Drawing title={`${label}: requests per second by how they ended`}>
        {areas.map(({ name, path }) => (
          <path d={path} fill={`url(#${classFill(name)})`} data-class={name} />
        ))}
      </Drawing>
      {spoiled.map((span) => (
        <i class="spoiled" style={placed(axis, span.fromMs, span.untilMs)} title="not evidence: faultline fell behind its own schedule">
          <span>not evidence</span>
        </i>
      ))}
      <span class="most">{rateLabel(most)}</span>
    </Lane>
  );
}

function rateLabel(perSecond: number): string {
  return `${perSecond >= 10 ? Math.round(perSecond) : Number(perSecond.toPrecision(2))}/s`;
}
