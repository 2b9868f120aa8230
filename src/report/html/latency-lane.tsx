import type { VNode } from 'preact';
import type { Window } from '../../analysis/analysis.ts';
import { Drawing } from './drawing.tsx';
import { Lane } from './lane.tsx';
import type { StreamLanes } from './load-lanes.ts';
import { logScale, type LogScale } from './log-scale.ts';
import { drawnEdges, stepArea, stepLine } from './step-paths.ts';

const MOST_LABELS = 3;

/** Median and 99th percentile of every stream, on a logarithmic scale. */
export function LatencyLane({
  streams,
  axis,
  deadlineMs,
}: {
  readonly streams: readonly StreamLanes[];
  readonly axis: Window;
  readonly deadlineMs: number;
}): VNode {
  const values = streams.flatMap(({ series }) => [...series.p50Ms, ...series.p99Ms]);
  const worst = Math.max(0, ...values.map((value) => value ?? 0));
  // Where nothing came near it, the deadline would only squeeze the picture.
  const deadline = worst >= deadlineMs / 3 ? deadlineMs : undefined;
  const scale = logScale(deadline === undefined ? values : [...values, deadline]);
  const every = Math.ceil(scale.lines.length / MOST_LABELS);
  const note = streams.map(({ stream, label }, index) => (
    <span>
      <svg class="sample" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true" focusable="false">
        <path class={`median s${index}`} d="M0 6H14" />
      </svg>
      {streams.length > 1 ? (stream === 'new' ? 'new' : 'kept') : label}
    </span>
  ));
  return (
    <Lane label="latency p50 – p99" note={note} size="chart">
      {scale.lines.map(({ height, text }, index) => (
        <i class="height" style={`--h:${height.toFixed(3)}`}>
          {index % every === 0 ? <span>{text}</span> : null}
        </i>
      ))}
      {deadline === undefined ? null : (
        <i class="height deadline" style={`--h:${(scale.heightOf(deadline) ?? 1).toFixed(3)}`} title="deadline" />
      )}
      <Drawing title="Latency: median to 99th percentile, logarithmic">
        {streams.map(({ series }, index) => drawSeries(series, index, scale, axis))}
      </Drawing>
    </Lane>
  );
}

function drawSeries({ p50Ms, p99Ms, edgesMs }: StreamLanes['series'], index: number, { heightOf }: LogScale, axis: Window): VNode {
  const edges = drawnEdges(axis, edgesMs);
  const low = p50Ms.map(heightOf);
  const high = p99Ms.map(heightOf);
  return (
    <g>
      <path
        class={`band s${index}`}
        d={stepArea(
          edges,
          low.map((value) => value ?? 0),
          high.map((value) => value ?? 0),
        )}
      />
      <path class={`tail s${index}`} d={stepLine(edges, high)} />
      <path class={`median s${index}`} d={stepLine(edges, low)} />
    </g>
  );
}
