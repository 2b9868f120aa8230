import { CONFIDENCE, shiftInterval, type ShiftInterval } from '../../analysis/shift-interval.ts';
import { requestClasses } from '../../history/load-bucket.ts';
import { commonWindow, runFigures, type LoadRunFigures } from '../run-figures.ts';
import type { RunResult } from '../run-result.ts';
import { classFigure, loadFigures, wholeRunFigures, type Unit } from './compared-figures.ts';
import type { ComparedFigure } from './comparison-schema.ts';

/** One figure of both sides, with the values of each run that tells it. Infinity: without end. */
export interface SidesFigure {
  readonly figure: string;
  readonly of?: string;
  readonly during?: 'chaos' | 'run';
  readonly unit: Unit;
  readonly better: 'higher' | 'lower';
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Returns every figure that at least one run of one side tells; of loads, those that have the same name on both sides or are the only ones. */
export function figuresOfSides(a: readonly RunResult[], b: readonly RunResult[]): SidesFigure[] {
  const [left, right] = [a.map(runFigures), b.map(runFigures)];
  const loads = pairedLoads(a, b).flatMap(([nameA, nameB]) =>
    figuresOfLoad(
      nameA === nameB ? nameA : `${nameA} / ${nameB}`,
      left.flatMap(({ load }) => load[nameA] ?? []),
      right.flatMap(({ load }) => load[nameB] ?? []),
    ),
  );
  const whole = wholeRunFigures.map(({ name, unit, better, of }) => ({
    figure: name,
    unit,
    better,
    a: left.flatMap((run) => of(run) ?? []),
    b: right.flatMap((run) => of(run) ?? []),
  }));
  return [...loads, ...whole].filter((figure) => figure.a.length + figure.b.length > 0);
}

function pairedLoads(a: readonly RunResult[], b: readonly RunResult[]): (readonly [string, string])[] {
  const [left, right] = [a, b].map((runs) => [...new Set(runs.flatMap(({ load }) => Object.keys(load)))]) as [string[], string[]];
  const [onlyLeft, onlyRight] = [left[0], right[0]];
  if (left.length === 1 && right.length === 1 && onlyLeft !== undefined && onlyRight !== undefined) return [[onlyLeft, onlyRight]];
  return left.filter((name) => right.includes(name)).map((name) => [name, name] as const);
}

/** Runs with an outage in a second that faultline spoiled itself have no part in it: see leftOutOf. */
function figuresOfLoad(of: string, left: readonly LoadRunFigures[], right: readonly LoadRunFigures[]): SidesFigure[] {
  const [a, b] = [left, right].map((loads) => loads.filter(({ spoiled }) => !spoiled)) as [LoadRunFigures[], LoadRunFigures[]];
  const during = commonWindow([...a, ...b]);
  const present = requestClasses.filter((name) => name !== 'ok' && [...a, ...b].some((load) => (load[during]?.errors[name] ?? 0) > 0));
  const kinds = loadFigures.flatMap((kind) => (kind.name === 'failures' ? [kind, ...present.map(classFigure)] : [kind]));
  return kinds.map((kind) => ({
    figure: kind.name,
    of,
    ...(kind.windowed ? { during } : {}),
    unit: kind.unit,
    better: kind.better,
    a: a.flatMap((load) => kind.of(load, during) ?? []),
    b: b.flatMap((load) => kind.of(load, during) ?? []),
  }));
}

/** Returns a figure as the comparison has it: medians, the difference, and what it says. */
export function comparedFigure({ figure, of, during, unit, better, a, b }: SidesFigure): ComparedFigure {
  const interval = a.length === 0 || b.length === 0 ? undefined : shiftInterval(a, b);
  return {
    figure,
    ...(of === undefined ? {} : { of }),
    ...(during === undefined ? {} : { during }),
    unit,
    a: valuesOf(a),
    b: valuesOf(b),
    ...(interval === undefined
      ? {}
      : {
          difference: {
            shift: endless(interval.shift),
            low: endless(interval.low),
            high: endless(interval.high),
            confidence: interval.confidence,
          },
        }),
    says: whatItSays(interval, better),
  };
}

function whatItSays(interval: ShiftInterval | undefined, better: 'higher' | 'lower'): ComparedFigure['says'] {
  if (interval === undefined) return 'not-measured';
  const { low, high, confidence } = interval;
  if (confidence < CONFIDENCE) return 'too-few-runs';
  if (low === 0 && high === 0) return 'same';
  if (low > 0) return better === 'higher' ? 'better' : 'worse';
  if (high < 0) return better === 'higher' ? 'worse' : 'better';
  return 'within-noise';
}

function valuesOf(values: readonly number[]): ComparedFigure['a'] {
  return { values: values.map(endless), ...(values.length === 0 ? {} : { median: endless(medianOf(values)) }) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >>> 1], sorted[sorted.length >>> 1]];
  return low === high ? low : (low + high) / 2;
}

function endless(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
