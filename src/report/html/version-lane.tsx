import type { VNode } from 'preact';
import type { Window } from '../../analysis/analysis.ts';
import { Drawing } from './drawing.tsx';
import { Sample, versionFill } from './fills.tsx';
import { Lane } from './lane.tsx';
import type { StreamLanes } from './load-lanes.ts';
import { stacked } from './stacked.ts';
import { drawnEdges } from './step-paths.ts';

/** Names of versions beside samples of their fills. */
export function versionLegend(names: readonly string[]): VNode[] {
  return names.map((name, index) => (
    <span>
      <Sample fill={versionFill(index)} />
      {name}
    </span>
  ));
}

/** The share of each version among the answers that told one. */
export function VersionLane({
  lanes,
  of,
  names,
  axis,
}: {
  readonly lanes: StreamLanes;
  /** How many streams the load has. */
  readonly of: number;
  readonly names: readonly string[];
  readonly axis: Window;
}): VNode {
  const { versions, edgesMs, due } = lanes.series;
  const told = due.map((_, slot) => names.reduce((sum, name) => sum + (versions[name]?.[slot] ?? 0), 0));
  const shares = names.map((name) => [name, told.map((all, slot) => (all === 0 ? 0 : (versions[name]?.[slot] ?? 0) / all))] as const);
  const label = of > 1 ? `versions, ${lanes.stream === 'new' ? 'new' : 'kept'}` : 'versions answering';
  return (
    <Lane label={label} note={versionLegend(names)} size="share">
      <Drawing title={`${label}: share of the answers by version`}>
        {stacked(shares, drawnEdges(axis, edgesMs), 1).map(({ name, path }, index) => (
          <path d={path} fill={`url(#${versionFill(index)})`} data-version={name} />
        ))}
      </Drawing>
      <span class="most">100%</span>
    </Lane>
  );
}
