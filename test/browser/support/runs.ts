import path from 'node:path';
import { judgeHistory } from '../../../src/checks/judge-history.ts';
import { readRun } from '../../../src/report/read-run.ts';
import type { ReportInput } from '../../../src/report/reporter.ts';
import { buildResult } from '../../../src/report/result.ts';
import { ServiceStory } from '../../unit/analysis/support/service-story.ts';
import type { HistoryBuilder } from '../../unit/support/history-builder.ts';

/** The real run that is committed as a sample. */
export async function sampleRun(): Promise<ReportInput> {
  return readRun(path.resolve(import.meta.dirname, '../../../reports/sample/history.ndjson'));
}

/** A service of two slots that is updated, both streams of one load and a second load, a pause with its undo, a sick container, a spoiled second. */
export function eventfulRun(): ReportInput {
  const story = ServiceStory.updated({ written: [] })
    .load(
      (dueMs) =>
        dueMs >= 2000 && dueMs < 2500
          ? { class: 'refused' }
          : dueMs >= 2500 && dueMs < 2800
            ? { class: 'timeout', latencyMs: 500 }
            : { version: dueMs < 3000 ? '1' : '2', latencyMs: 3 + (dueMs % 7) },
      { spoiled: { 4: 'the machine had no time' } },
    )
    .load(undefined, { name: 'writes', ratePerSecond: 20 })
    .subject('db.1')
    .add(100, { type: 'engine-event', subject: 'db', container: 'db.1', incarnation: 1, action: 'start', atMs: 100 })
    .add(1200, { type: 'engine-event', subject: 'db', container: 'db.1', incarnation: 1, action: 'pause', atMs: 1200 })
    .add(2200, { type: 'engine-event', subject: 'db', container: 'db.1', incarnation: 1, action: 'unpause', atMs: 2200 })
    .add(3000, {
      type: 'engine-event',
      subject: 'db',
      container: 'db.1',
      incarnation: 1,
      action: 'health_status',
      atMs: 3000,
      health: 'unhealthy',
    })
    .add(4000, { type: 'engine-event', subject: 'db', container: 'db.1', incarnation: 1, action: 'die', atMs: 4000, exitCode: 137 })
    .add(4500, { type: 'engine-event', subject: 'db', container: 'db.1', incarnation: 2, action: 'start', atMs: 4500 })
    .step(1200, { fault: 'pause', label: 'pause db', targets: ['db.1'] })
    .undo(2200, { action: 'unpause', target: 'db.1' });
  return reported(story.ended());
}

/** Returns a told history as a run to report, judged by what it expects. */
export function reported(history: HistoryBuilder): ReportInput {
  const analysis = history.analyse();
  return { analysis, result: buildResult(analysis, judgeHistory(analysis)) };
}
