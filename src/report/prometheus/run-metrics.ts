import { verdictSchema } from '../result-schema.ts';
import type { RunResult } from '../run-result.ts';
import type { Metric, Sample } from './exposition.ts';

const verdicts = verdictSchema.options;

/** Returns what identifies the run, its verdict as a state set, and when and how long it was. */
export function runMetrics({ run, scenario, engine, verdict }: RunResult): Metric[] {
  const labels = { scenario: scenario.name };
  const info = {
    ...labels,
    run: run.id,
    file: scenario.file,
    sha256: scenario.sha256,
    seed: run.seed,
    repetition: String(run.repetition),
    ended: run.ended,
    version: run.faultline,
    engine: engine === null ? '' : `${engine.name} ${engine.version}`,
    kernel: engine?.kernel ?? '',
  };
  const one = (name: string, help: string, value: number | null) => ({ name: `faultline_run_${name}`, help, samples: [{ labels, value }] });
  return [
    { name: 'faultline_run_info', help: 'Always 1; the labels say what ran.', samples: [{ labels: info, value: 1 }] },
    {
      name: 'faultline_run_verdict',
      help: 'The verdict of the run: 1 for the one that it is, 0 for the others.',
      samples: verdicts.map((state) => ({ labels: { ...labels, verdict: state }, value: state === verdict ? 1 : 0 })),
    },
    one('start_time_seconds', 'When the run started, as a Unix time.', Date.parse(run.startedAt) / 1000),
    one('duration_seconds', 'How long the run took.', seconds(run.durationMs)),
  ];
}

/** Returns how many checks came to which verdict. */
export function checkMetrics({ scenario, checks }: RunResult): Metric[] {
  const samples = verdicts.map((verdict) => ({
    labels: { scenario: scenario.name, verdict },
    value: checks.filter((check) => check.verdict === verdict).length,
  }));
  return [{ name: 'faultline_checks', help: 'Checks of the run by verdict.', samples }];
}

/** Returns what was injected, and how long recovery from each took. */
export function faultMetrics({ scenario, timeline, recovery }: RunResult): Metric[] {
  const tallies = new Map<string, Sample & { value: number }>();
  for (const { fault, outcome } of timeline) {
    if (fault === null) continue;
    const key = JSON.stringify([fault, outcome]);
    const tally = tallies.get(key) ?? { labels: { scenario: scenario.name, fault, outcome }, value: 0 };
    tally.value += 1;
    tallies.set(key, tally);
  }
  const measured = recovery.filter((entry) => entry.measured);
  const firings = new Map<string, number>();
  const each = measured.map((entry) => {
    const key = `${entry.step} ${entry.fault}`;
    const firing = (firings.get(key) ?? 0) + 1;
    firings.set(key, firing);
    return { entry, labels: { scenario: scenario.name, step: String(entry.step), fault: entry.fault, firing: String(firing) } };
  });
  return [
    { name: 'faultline_faults', help: 'Faults of the timeline by what became of them.', samples: [...tallies.values()] },
    {
      name: 'faultline_fault_recovered',
      help: 'Whether the steady state held again after the fault: 1 yes, 0 no.',
      samples: each.map(({ entry, labels }) => ({ labels, value: entry.durationMs === null ? 0 : 1 })),
    },
    {
      name: 'faultline_fault_recovery_seconds',
      help: 'From the fault to the start of the first lasting return to the steady state; absent when it never came.',
      samples: each.map(({ entry, labels }) => ({ labels, value: seconds(entry.durationMs) })),
    },
  ];
}

/** Returns how often subjects exited and were started again. */
export function subjectMetrics({ scenario, subjects }: RunResult): Metric[] {
  const samples = (value: (of: RunResult['subjects'][string]) => number) =>
    Object.entries(subjects).map(([subject, of]) => ({ labels: { scenario: scenario.name, subject }, value: value(of) }));
  return [
    {
      name: 'faultline_subject_exits',
      help: 'Exits of the subject, of all its containers.',
      samples: samples(({ exits }) => exits.length),
    },
    {
      name: 'faultline_subject_restarts',
      help: 'Starts that no step and no undo asked for.',
      samples: samples(({ restarts }) => restarts),
    },
  ];
}

/** Prometheus counts in base units. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1_000_000;
}
