import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compareRuns, type RunGroup } from '../../src/report/compare/compare-runs.ts';
import { renderComparison } from '../../src/report/compare/comparison-text.ts';
import { sharedAxis } from '../../src/report/compare/axis-of-sides.ts';
import { renderComparisonPage } from '../../src/report/html/compare/render-comparison.tsx';
import { renderSuitePage } from '../../src/report/html/suite/render-suite.tsx';
import { renderTrendPage } from '../../src/report/html/trend/render-trend.tsx';
import { readResult } from '../../src/report/read-result.ts';
import { runResultSchema } from '../../src/report/result-schema.ts';
import type { RunResult } from '../../src/report/run-result.ts';
import { suiteRows } from '../../src/report/suite-rows.ts';
import { trendsOf } from '../../src/report/trend.ts';
import { foreign } from './examine-history.ts';
import { hidden, timed, type Outcome } from './outcome.ts';

const sample = join(import.meta.dirname, '../../reports/sample/history.ndjson');

/** Returns what `compare`, `report --suite` and `report --trend` make of a result. What they do not understand they take from the history. Never throws. */
export async function examineResult(path: string, bytes: Buffer): Promise<Outcome> {
  const run = `${path}-run`;
  const history = join(run, 'history.ndjson');
  await mkdir(run, { recursive: true });
  await copyFile(sample, history);
  await writeFile(join(run, 'result.json'), bytes);
  return timed(async () => {
    try {
      const result = await readResult(history);
      return { accepted: isResult(bytes), problems: 0, wrong: shown(result, run) };
    } catch (error) {
      return { accepted: false, problems: 0, wrong: `it throws: ${String(error)}` };
    }
  });
}

const original = await readResult(sample);

function isResult(bytes: Buffer): boolean {
  try {
    return runResultSchema.safeParse(JSON.parse(bytes.toString('utf8'))).success;
  } catch {
    return false;
  }
}

function shown(result: RunResult, directory: string): string | undefined {
  const entries = [
    { entry: original, directory },
    { entry: result, directory },
  ];
  const page = join(dirname(directory), 'page.html');
  const side = (of: RunResult): RunGroup => ({ label: 'x', runs: [{ result: of }] });
  const sides = [side(original), side(result)] as const;
  try {
    const pages = [
      renderSuitePage({ rows: suiteRows(entries, page), faultline: '0' }),
      renderTrendPage({ trends: trendsOf(entries, page), faultline: '0' }),
      renderComparisonPage({ comparison: compareRuns(...sides), shared: sharedAxis(...sides), faultline: '0' }),
    ];
    const comparison = renderComparison(compareRuns(...sides), sharedAxis(...sides), { colour: false, columns: 100 });
    if (hidden.test(comparison)) return 'the comparison moves the cursor';
    return pages.map((text) => foreign('html', text)).find((fault) => fault !== undefined);
  } catch (error) {
    return `a page throws: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : String(error)}`;
  }
}
