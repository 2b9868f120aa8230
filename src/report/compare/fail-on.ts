import { FaultlineError } from '../../errors/faultline-error.ts';
import { requestClasses } from '../../history/load-bucket.ts';
import { nearest } from '../../scenario/nearest.ts';
import { readDuration } from '../../scenario/options/duration.ts';
import { loadFigures, wholeRunFigures, type Unit } from './compared-figures.ts';

/** What must not happen from the one side to the other. */
export interface Gate {
  readonly expression: string;
  readonly figure: string;
  /** The load; absent: every one that has the figure. */
  readonly of?: string;
  readonly direction: 'grows' | 'drops';
  readonly operator: '>' | '>=';
  readonly limit: number;
  /** Whether the limit is a share of the first side's value, and not in the figure's own unit. */
  readonly relative: boolean;
}

const classes = requestClasses.filter((name) => name !== 'ok');
const units: ReadonlyMap<string, Unit> = new Map([
  ...[...loadFigures, ...wholeRunFigures].map(({ name, unit }) => [name, unit] as const),
  ...classes.map((name) => [name, 'count'] as const),
]);

const EXPRESSION = /^(?<figure>[a-z0-9 -]+?)(?: of (?<of>.+?))? (?<direction>grows|drops) *(?<operator>>=|>) *(?<limit>.+)$/;
const example = '"availability drops > 0.1%", "longest outage of users grows > 200ms" or "p99 grows > 20%"';

/** The figures that an expression can be about. */
export const gateFigures: readonly string[] = [...units.keys()];

/**
 * Returns a `--fail-on` expression as what it means.
 * @throws FaultlineError ERR_USAGE with the fix
 */
export function readGate(expression: string): Gate {
  const text = expression.trim().replace(/\s+/g, ' ');
  const { figure, of, direction, operator, limit } = EXPRESSION.exec(text)?.groups ?? {};
  if (figure === undefined || direction === undefined || limit === undefined) {
    throw refused(
      expression,
      'it does not say what grows or drops by how much',
      `Write FIGURE [of LOAD] grows|drops > AMOUNT, such as ${example}.`,
    );
  }
  const unit = units.get(figure);
  if (unit === undefined) {
    const meant = nearest(figure, gateFigures);
    const hint =
      meant === undefined
        ? `Known figures are ${gateFigures.join(', ')}.`
        : `Did you mean "${meant}"? Known figures are ${gateFigures.join(', ')}.`;
    throw refused(expression, `no figure is called "${figure}"`, hint);
  }
  return {
    expression: text,
    figure,
    ...(of === undefined ? {} : { of }),
    direction: direction === 'grows' ? 'grows' : 'drops',
    operator: operator === '>=' ? '>=' : '>',
    ...limitOf(expression, unit, limit),
  };
}

function limitOf(expression: string, unit: Unit, text: string): Pick<Gate, 'limit' | 'relative'> {
  const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
  // Of an availability points are meant: from 99.9% to 99.8% is 0.1%.
  if (percent !== undefined) return { limit: Number(percent) / 100, relative: unit !== 'share' };
  if (unit === 'share')
    throw refused(expression, `"${text}" is not a percentage`, 'Write points of availability, such as "availability drops > 0.1%".');
  if (unit === 'count') {
    if (!/^\d+(\.\d+)?$/.test(text))
      throw refused(expression, `"${text}" is not a number`, 'Write a number or a percentage, such as "failures grows > 10".');
    return { limit: Number(text), relative: false };
  }
  try {
    return { limit: readDuration(text), relative: false };
  } catch {
    throw refused(
      expression,
      `"${text}" is not a duration`,
      'Write a duration with its unit or a percentage, such as "p99 grows > 20ms" or "p99 grows > 20%".',
    );
  }
}

function refused(expression: string, why: string, hint: string): FaultlineError {
  return new FaultlineError('ERR_USAGE', `--fail-on "${expression}" is not understood: ${why}.`, { hint });
}
