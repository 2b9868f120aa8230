import { describeUndo } from '../faults/describe-undo.ts';
import { visible } from '../report/visible.ts';
import { formatDuration } from '../scenario/format-duration.ts';
import type { Candidate } from './candidate.ts';
import type { Attack } from './plan-attack.ts';
import { isHit, type Hit, type Strike } from './strike.ts';

/** Strikes beyond these look like the others. */
const MOST_ROWS = 12;

export interface PreviewWords {
  readonly engine: string;
  readonly seed: string;
  readonly observeMs: number;
}

/** Returns what an attack will touch, what it does, when, for how long, and how it is undone: lines for people. */
export function previewLines(attack: Attack, { engine, seed, observeMs }: PreviewWords): string[] {
  const hits = attack.strikes.filter(isHit);
  const targets = [...new Set(hits.flatMap((hit) => hit.targets))];
  return [
    `${attack.scenario.name}, on ${engine}`,
    '',
    ...table([['target', 'image', 'state', 'owner'], ...targets.map((one) => [one.title, one.image, one.state, one.owner])]),
    '',
    ...faultLines(hits),
    ...undoLines(attack, targets),
    ...whenLines(attack.strikes),
    `then      watched for ${formatDuration(observeMs)}, and whatever is left to undo is undone`,
    `seed      ${seed}`,
    ...attack.leftOut.map(({ title, error }) => `left out  ${visible(title)}: ${visible(error.message)}`),
    ...attack.refusals.map(({ rule, why }) => `REFUSED   by ${rule}: ${visible(why)}`),
  ].map(visible);
}

function faultLines(hits: readonly Hit[]): string[] {
  const faults = [...new Set(hits.map(({ use }) => use.fault))];
  return faults.flatMap(({ name, summary }) => {
    const options = hits.find(({ use }) => use.fault.name === name)?.use.options ?? {};
    const written = Object.keys(options).length === 0 ? '' : ` ${JSON.stringify(options)}`;
    return [`${name.padEnd(9)} ${summary}${written === '' ? '' : `\n         ${written}`}`];
  });
}

function undoLines({ undos }: Attack, targets: readonly Candidate[]): string[] {
  const lines = undos
    .filter(({ candidate }) => targets.includes(candidate))
    .flatMap(({ candidate, undo }) =>
      undo.map(
        (action) =>
          `${candidate.title}: as \`${describeUndo('container' in action ? { ...action, container: containerName(candidate) } : action)}\` does`,
      ),
    );
  if (lines.length === 0) return ['undo      none: nothing is left changed, or what changed comes back by itself'];
  return [...new Set(lines)].slice(0, MOST_ROWS).map((line, index) => `${index === 0 ? 'undo     ' : '         '} ${line}`);
}

/** Nobody knows a container by its id. */
function containerName({ target, title }: Candidate): string {
  return target.kind === 'task' ? target.id.slice(0, 12) : title;
}

function whenLines(strikes: readonly Strike[]): string[] {
  const rows = strikes.map((strike) => {
    if (!isHit(strike)) return [formatDuration(strike.atMs), 'nothing', strike.why];
    const how = strike.forMs === undefined ? '' : `for ${formatDuration(strike.forMs)}`;
    return [formatDuration(strike.atMs), strike.use.fault.name, strike.targets.map(({ title }) => title).join(', '), how];
  });
  const shown = rows.length > MOST_ROWS ? [...rows.slice(0, MOST_ROWS - 1), [`… ${rows.length - MOST_ROWS + 1} more`]] : rows;
  return table(shown).map((line, index) => `${index === 0 ? 'when     ' : '         '} ${line}`);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)), []);
  const width = (index: number) => Math.max(widths[index] ?? 0, ...rows.map((row) => row[index]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, index) => visible(cell).padEnd(width(index)))
      .join('  ')
      .trimEnd(),
  );
}
