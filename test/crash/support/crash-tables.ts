import { PHASES, type Phase } from './harness-process.ts';
import type { CampaignResult } from './crash-campaign.ts';
import type { KilledRun } from './killed-run.ts';

/** Returns the figures of a campaign in Markdown: how often which phase was hit, how long until all was clean, and what was left. */
export function crashTables({ killed, leaks }: CampaignResult): string {
  const rows = PHASES.flatMap((phase) =>
    row(
      phase,
      killed.filter((run) => run.phase === phase),
    ),
  );
  const left = [...killed.flatMap(({ plan, leaks: own }) => own.map((leak) => `run ${plan.run}: ${leak}`)), ...leaks];
  return [
    '| killed in | runs | containers | Swarm | time to clean, median | longest |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...row('all', killed),
    '',
    `Leaks: ${left.length === 0 ? 'none' : ''}`,
    ...left.map((leak) => `- ${leak}`),
  ].join('\n');
}

function row(name: Phase | 'all', runs: readonly KilledRun[]): string[] {
  if (runs.length === 0) return [];
  const times = runs.map(({ cleanMs }) => cleanMs ?? Infinity).sort((a, b) => a - b);
  const onSwarm = runs.filter(({ plan }) => plan.scenario.name === 'swarm').length;
  const cells = [
    name,
    runs.length,
    runs.length - onSwarm,
    onSwarm,
    seconds(times[Math.floor((times.length - 1) / 2)]),
    seconds(times.at(-1)),
  ];
  return [`| ${cells.join(' | ')} |`];
}

function seconds(ms = Infinity): string {
  return Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never';
}
