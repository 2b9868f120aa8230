import { growthBetween, shiftBetween, shiftInterval } from '../../analysis/shift-interval.ts';
import { worstVerdict, type Verdict } from '../../checks/verdict.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { requestClasses } from '../../history/load-bucket.ts';
import { formatRange } from './format-amount.ts';
import type { GateResult } from './comparison-schema.ts';
import type { Gate } from './fail-on.ts';
import type { SidesFigure } from './figures-of-sides.ts';

/**
 * Returns whether a gate holds: failed when the true change lies beyond the limit as surely as the comparison asks for, passed when it lies within it as
 * surely, else inconclusive. So a single run on each side is always inconclusive.
 * @throws FaultlineError ERR_USAGE when it is about a load that there is none of
 */
export function judgeGate(gate: Gate, figures: readonly SidesFigure[]): GateResult {
  const loads = [...new Set(figures.flatMap(({ of }) => of ?? []))];
  if (gate.of !== undefined && !loads.includes(gate.of)) {
    throw new FaultlineError('ERR_USAGE', `--fail-on "${gate.expression}": no load is called "${gate.of}" on both sides.`, {
      hint: loads.length === 0 ? 'Leave out "of …": there is no load that both sides have.' : `The loads are ${loads.join(', ')}.`,
    });
  }
  const own = figures.filter(({ figure, of }) => figure === gate.figure && (gate.of === undefined || of === gate.of));
  const { expression } = gate;
  if (own.length === 0) {
    // Nothing failed in this way on either side: that is an answer, unless nothing was measured at all.
    const counted = figures.some(({ figure, a, b }) => figure === 'failures' && a.length > 0 && b.length > 0);
    if (isClass(gate.figure) && counted) return judgeGate(gate, [...figures, ...zeroes(gate, figures)]);
    return { expression, verdict: 'inconclusive', message: `No run tells ${gate.figure}.` };
  }
  const judged = own.map((figure) => judgeFigure(gate, figure));
  const verdict = worstVerdict(judged.map((one) => one.verdict));
  return {
    expression,
    verdict,
    message: judged
      .filter((one) => one.verdict === verdict)
      .map((one) => one.message)
      .join(' '),
  };
}

function judgeFigure(gate: Gate, { figure, of, unit, a, b }: SidesFigure): { readonly verdict: Verdict; readonly message: string } {
  const name = of === undefined ? figure : `${figure} of ${of}`;
  if (a.length === 0 || b.length === 0)
    return { verdict: 'inconclusive', message: `${a.length === 0 ? 'A' : 'B'} does not tell the ${name}.` };
  const interval = shiftInterval(a, b, gate.relative ? growthBetween : shiftBetween);
  if (!interval.enough) return { verdict: 'inconclusive', message: tooFew(name, a.length, b.length) };
  const [low, high] = gate.direction === 'grows' ? [interval.low, interval.high] : [-interval.high, -interval.low];
  const between = formatRange(interval.low, interval.high, gate.relative ? 'growth' : unit);
  const message = `From A to B the ${name} changes by ${between}`;
  const beyond = (value: number) => (gate.operator === '>' ? value > gate.limit : value >= gate.limit);
  if (beyond(low)) return { verdict: 'failed', message: `${message}.` };
  if (!beyond(high)) return { verdict: 'passed', message: `${message}.` };
  return { verdict: 'inconclusive', message: `${message}: more runs would tell.` };
}

/** Returns why so few runs tell nothing. */
export function tooFew(name: string, a: number, b: number): string {
  if (a === 1 && b === 1) return `The ${name} cannot be told from one run of each.`;
  return `${a} and ${b} runs are too few to tell the ${name}: outages, not requests, are what varies. 4 of each are the fewest that can.`;
}

function isClass(figure: string): boolean {
  return requestClasses.some((name) => name === figure);
}

function zeroes({ figure }: Gate, figures: readonly SidesFigure[]): SidesFigure[] {
  return figures
    .filter((known) => known.figure === 'failures')
    .map((failures) => ({ ...failures, figure, a: failures.a.map(() => 0), b: failures.b.map(() => 0) }));
}
