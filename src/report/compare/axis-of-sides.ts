import type { Window } from '../../analysis/analysis.ts';
import type { RunResult } from '../run-result.ts';
import { pictureOf, type RunPicture } from '../suite-rows.ts';

const MOST_RUNS = 12;

/** The runs of one side as small pictures, in which 0 is the instant of the first fault. */
export interface SidePictures {
  readonly label: string;
  readonly runs: readonly { readonly id: string; readonly picture: RunPicture }[];
  /** How many runs more there are than are drawn. */
  readonly more: number;
}

export interface SharedAxis {
  readonly axis: Window;
  readonly sides: readonly [SidePictures, SidePictures];
}

interface Labelled {
  readonly label: string;
  readonly runs: readonly { readonly result: RunResult }[];
}

/** Returns the runs of both sides on one time axis; undefined when nothing was measured. */
export function sharedAxis(a: Labelled, b: Labelled): SharedAxis | undefined {
  const sides = [picturesOf(a), picturesOf(b)] as const;
  const axes = sides.flatMap(({ runs }) => runs.map(({ picture }) => picture.axis));
  if (axes.length === 0) return undefined;
  return {
    axis: { fromMs: Math.min(...axes.map(({ fromMs }) => fromMs)), untilMs: Math.max(...axes.map(({ untilMs }) => untilMs)) },
    sides,
  };
}

function picturesOf({ label, runs }: Labelled): SidePictures {
  const drawn = runs.flatMap(({ result }) => {
    const picture = pictureOf(result);
    return picture === undefined ? [] : [{ id: result.run.id, picture: fromFirstFault(picture) }];
  });
  return { label, runs: drawn.slice(0, MOST_RUNS), more: Math.max(0, drawn.length - MOST_RUNS) };
}

function fromFirstFault({ axis, chaos, outages, faultsMs }: RunPicture): RunPicture {
  const zeroMs = faultsMs.length > 0 ? Math.min(...faultsMs) : (chaos?.fromMs ?? axis.fromMs);
  const moved = <T extends Window>(window: T): T => ({ ...window, fromMs: window.fromMs - zeroMs, untilMs: window.untilMs - zeroMs });
  return {
    axis: moved(axis),
    ...(chaos === undefined ? {} : { chaos: moved(chaos) }),
    outages: outages.map(moved),
    faultsMs: faultsMs.map((atMs) => atMs - zeroMs),
  };
}
