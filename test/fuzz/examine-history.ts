import { writeFile } from 'node:fs/promises';
import { analyse } from '../../src/analysis/analyse.ts';
import { judgeHistory } from '../../src/checks/judge-history.ts';
import { FaultlineError } from '../../src/errors/faultline-error.ts';
import type { HistoryEvent } from '../../src/history/history-event.ts';
import { readHistory } from '../../src/history/read-history.ts';
import { reporters } from '../../src/report/registry.ts';
import { runResultSchema } from '../../src/report/result-schema.ts';
import { buildResult } from '../../src/report/result.ts';
import { renderVerdict } from '../../src/report/verdict-block.ts';
import { messageOf } from '../../src/cli/run-program.ts';
import { hidden, timed, type Outcome } from './outcome.ts';

/** Returns what `check` and `report` make of a history. Never throws. */
export async function examineHistory(path: string, bytes: Buffer): Promise<Outcome> {
  await writeFile(path, bytes);
  return timed(async () => {
    try {
      const events = await readHistory(path);
      return { accepted: true, problems: 0, wrong: reported(events) };
    } catch (error) {
      return { accepted: false, problems: 1, wrong: refusal(error, path, bytes) };
    }
  });
}

function reported(events: readonly HistoryEvent[]): string | undefined {
  let doing = 'the analysis';
  try {
    const analysis = analyse(events);
    doing = 'the judgement';
    const result = buildResult(analysis, judgeHistory(analysis));
    const known = runResultSchema.safeParse(result);
    if (!known.success) return `the result is not one: ${JSON.stringify(known.error.issues.slice(0, 2))}`;
    doing = 'the verdict';
    if (hidden.test(renderVerdict(result, analysis, { colour: false, columns: 100 }))) return 'the verdict moves the cursor';
    for (const reporter of reporters) {
      const { name } = reporter;
      doing = name;
      const fault = foreign(name, reporter.render({ result, analysis }));
      if (fault !== undefined) return `${name}: ${fault}`;
    }
    return undefined;
  } catch (error) {
    return `${doing} throws: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : String(error)}`;
  }
}

/** Returns what of a history has come through a report as it was. */
export function foreign(name: string, text: string): string | undefined {
  if (name !== 'csv' && hidden.test(text.replaceAll('\r\n', '\n'))) return 'moves the cursor';
  return name === 'html' && /<img src=x|<script>alert/.test(text) ? 'takes HTML' : undefined;
}

function refusal(error: unknown, path: string, bytes: Buffer): string | undefined {
  if (!(error instanceof FaultlineError)) return `not a FaultlineError: ${String(error)}`;
  const { code, message, hint } = error;
  if (code !== 'ERR_HISTORY_INVALID') return `the code is ${code}`;
  if (hint === undefined || hint === '') return 'there is no hint';
  if (hidden.test(messageOf(error))) return 'the message moves the cursor';
  if (/^\s+at .+:\d+:\d+\)?$/m.test(message) || message.includes('node:internal')) return 'there is a stack trace';
  if (message.length > 2000) return 'the message is too long';
  if (/\[object |(?<![`\w])undefined(?![`\w])|\bzod\b/i.test(message.replace(/"[^"]*"/g, ''))) return 'the words are not for people';
  if (!message.startsWith(`${path}:`)) return 'there is no place';
  const line = Number(/^(\d+): /.exec(message.slice(path.length + 1))?.[1]);
  const lines = bytes.toString('utf8').split('\n').length;
  return line >= 1 && line <= lines ? undefined : `line ${line} of ${lines}`;
}
