import { count } from '../format.ts';
import type { ComparedFigure, Comparison } from './comparison-schema.ts';
import { tooFew } from './judge-gate.ts';

/** What B is against A, in words. */
export const saysInWords: Readonly<Record<ComparedFigure['says'], string>> = {
  better: 'better',
  worse: 'worse',
  same: 'the same',
  'within-noise': 'within noise',
  'too-few-runs': 'too few runs',
  'not-measured': 'not measured',
};

/** Returns the name of a figure: 'availability of users (chaos)'; where there is but one load, 'availability (chaos)'. */
export function figureTitle({ figure, of, during }: ComparedFigure, oneLoad = false): string {
  return `${figure}${of === undefined || oneLoad ? '' : ` of ${of}`}${during === undefined ? '' : ` (${during})`}`;
}

/** Returns in a sentence or two what the figures say together, and how sure that is. */
export function conclusion({ figures, a, b, confidence }: Comparison): string {
  const told = figures.filter(({ says }) => says !== 'too-few-runs' && says !== 'not-measured');
  if (told.length === 0) return tooFew('difference', a.runs.length, b.runs.length);
  const [better, worse] = [titles(told, 'better'), titles(told, 'worse')];
  const sure = `${count(told.length, 'figure')} compared, each ${Math.round(confidence * 100)} % sure by itself: of 20 that do not differ, one looks as if it did.`;
  if (better === '' && worse === '') return `No difference is larger than the noise between repeats. ${sure}`;
  const parts = [...(better === '' ? [] : [`better in ${better}`]), ...(worse === '' ? [] : [`worse in ${worse}`])];
  return `B is ${parts.join(', and ')}: more than the noise between repeats. ${sure}`;
}

function titles(figures: readonly ComparedFigure[], says: ComparedFigure['says']): string {
  return figures
    .filter((figure) => figure.says === says)
    .map((figure) => figureTitle(figure))
    .join(', ');
}
