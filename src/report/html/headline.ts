import type { ReportInput } from '../reporter.ts';
import { count, formatDuration, formatShare } from '../format.ts';
import { outageLength } from '../outage-text.ts';
import { spoiledText } from '../spoiled-text.ts';
import { everyStream, type NamedStream } from './every-stream.ts';
import { shareDoubt } from './share-doubt.ts';

export type Mood = 'good' | 'bad' | 'unsure' | 'plain';

/** One of the figures that everybody asks for first. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** ± and the like, smaller beside the value. */
  readonly doubt?: string;
  readonly mood: Mood;
  readonly notes: readonly string[];
}

export interface Headline {
  /** 'passed', or for a measurement without expectations 'measured'. */
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'measured';
  readonly figures: readonly Figure[];
}

/** Returns the verdict and the figures of the first screen. */
export function headline(input: ReportInput): Headline {
  const { result } = input;
  const judged = result.engine !== null || result.checks.length > 0;
  const streams = everyStream(result);
  return {
    verdict: judged ? result.verdict : 'measured',
    figures: [...availabilities(input), ...(streams.length === 0 ? [] : [longestOutage(streams)]), ...recoveries(input)],
  };
}

function availabilities({ result, analysis }: ReportInput): Figure[] {
  return Object.entries(result.load).map(([name, load]) => {
    const { due, ok, failed, availability, deadlineMs } = load;
    const primary = analysis.load[name]?.streams[0];
    const doubt = primary === undefined ? undefined : shareDoubt(primary, analysis.windows.run);
    const others = Object.entries(load.streams).filter(([stream]) => stream !== load.stream);
    const mood = due === 0 || availability === null ? 'unsure' : failed === 0 ? 'good' : 'bad';
    const spoiled = load.stream === null ? [] : (load.streams[load.stream]?.spoiled ?? []);
    return {
      label: result.engine === null ? 'Availability' : `Availability of ${name}`,
      value: formatShare(availability),
      ...(doubt === undefined ? {} : { doubt }),
      mood,
      notes: [
        `n = ${ok + failed} requests${failed === 0 ? ', none failed' : `, ${failed} failed`}`,
        `within ${formatDuration(deadlineMs)} of their due time${load.stream === 'new' && others.length > 0 ? ', on new connections' : ''}`,
        ...others.map(
          ([stream, of]) => `${stream === 'new' ? 'new' : 'kept'} connections ${formatShare(of.availability)} (n = ${of.ok + of.failed})`,
        ),
        ...(spoiled.length === 0 ? [] : [spoiledText(spoiled)]),
      ],
    };
  });
}

function longestOutage(streams: readonly NamedStream[]): Figure {
  const all = streams.flatMap(({ label, figures }) => figures.outages.map((outage) => ({ label, outage })));
  const longest = all.toSorted((left, right) => right.outage.durationMs - left.outage.durationMs)[0];
  const intervalMs = 1000 / Math.max(...streams.map(({ of }) => of.ratePerSecond));
  if (longest === undefined) {
    const measured = streams.some(({ figures }) => figures.due > 0);
    const note = `a gap shorter than ${formatDuration(intervalMs)} may fall between two requests`;
    return { label: 'Longest outage', value: measured ? 'none' : 'n/a', mood: measured ? 'good' : 'unsure', notes: measured ? [note] : [] };
  }
  const { outage } = longest;
  const doubt = outage.open || outage.uncertaintyMs === null ? {} : { doubt: `± ${formatDuration(outage.uncertaintyMs)}` };
  return {
    label: 'Longest outage',
    value: outage.open ? `≥ ${formatDuration(outage.durationMs)}` : formatDuration(outage.durationMs),
    ...doubt,
    mood: 'bad',
    notes: [
      ...(outage.open ? [outageLength(outage).replace(/^.*\((.*)\)$/, '$1')] : []),
      `${longest.label}: ${count(outage.failed, 'request')} failed`,
      ...(all.length > 1 ? [`the longest of ${all.length} outages`] : []),
    ],
  };
}

function recoveries({ result }: ReportInput): Figure[] {
  const measured = result.recovery.filter((one) => one.measured);
  if (result.engine === null || measured.length === 0) return [];
  const never = measured.find(({ durationMs }) => durationMs === null);
  const after = (fault: string) =>
    `from the ${fault} to the steady state${measured.length > 1 ? ` (the slowest of ${measured.length})` : ''}`;
  if (never !== undefined) {
    return [{ label: 'Recovery', value: 'never', mood: 'bad', notes: [`the steady state did not come back after the ${never.fault}`] }];
  }
  const [slowest] = measured.toSorted((left, right) => (right.durationMs ?? 0) - (left.durationMs ?? 0));
  return slowest === undefined
    ? []
    : [{ label: 'Recovery', value: formatDuration(slowest.durationMs ?? Number.NaN), mood: 'plain', notes: [after(slowest.fault)] }];
}
