import { printable } from '../printable.ts';
import type { Problem } from './problem.ts';

const WIDEST = 160;

/** Returns the problem as people read it: place and message, the line with a caret under the fault, the fix. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, message, fix } = problem;
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  const lines = [`${printable(place)}  ${printable(message)}`, ...(line === 0 ? [] : excerptLines(problem))];
  if (fix !== undefined) lines.push(`   fix: ${printable(fix)}`);
  return lines.join('\n');
}

function excerptLines({ line, column, excerpt, width }: Problem): string[] {
  if (excerpt.trim() === '') return [];
  const from = column > WIDEST - 20 ? column - 20 : 0;
  const shown = printable(excerpt.slice(from, from + WIDEST));
  const number = String(line).padStart(5);
  const before = shown.slice(0, Math.max(0, column - 1 - from)).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(width, shown.length - before.length)));
  return [`${number} | ${shown}`, `${' '.repeat(number.length)} | ${before}${carets}`];
}
