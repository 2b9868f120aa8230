import type { Analysis, ContainerAnalysis, ServiceAnalysis } from '../analysis/analysis.ts';
import type { HistoryEventOf } from '../history/history-event.ts';
import { exitText } from '../report/exit-text.ts';
import { visible } from '../report/visible.ts';
import { formatDuration } from '../report/format.ts';

type Step = HistoryEventOf<'step'>;

/** Returns what became of each target of an attack, a line each: how it ended, whether it came back by itself, and what was undone. Pure. */
export function aftermathLines(analysis: Analysis): string[] {
  const steps = analysis.steps.filter(({ outcome, fault }) => fault !== undefined && outcome === 'injected');
  const targets = [...new Set(steps.flatMap((step) => step.targets))];
  const lines = targets.map((target) => {
    const mine = steps.filter((step) => step.targets.includes(target));
    const facts = [...factsOf(analysis, target, mine), ...undone(analysis, target)];
    return `  ${visible(target)}  ${facts.length === 0 ? 'nothing happened to it that the engine tells of' : facts.join('; ')}`;
  });
  return lines.length === 0 ? [] : ['What became of it', ...lines];
}

function factsOf({ subjects, durationMs }: Analysis, target: string, steps: readonly Step[]): string[] {
  const since = steps[0]?.atMs ?? 0;
  const whole = subjects[target];
  if (whole?.service !== undefined) return serviceFacts(whole.service, since, durationMs);
  for (const { containers, service } of Object.values(subjects)) {
    const container = containers[target];
    if (container === undefined) continue;
    return service === undefined ? containerFacts(container, steps) : taskFacts(container, service, target, since);
  }
  return [];
}

function containerFacts({ exits, restarts, incarnations, health, lastState }: ContainerAnalysis, steps: readonly Step[]): string[] {
  const since = steps[0]?.atMs ?? 0;
  const after = exits.filter(({ atMs }) => atMs >= since);
  const [first] = after;
  const ends =
    first === undefined
      ? []
      : [
          `${exitText(first.code, first.oomKilled)} ${after.length === 1 ? `${ms(first.atMs - since)} after the fault` : `${after.length} times`}`,
        ];
  const back = restarts.filter(({ atMs }) => atMs >= since);
  const returned =
    first === undefined
      ? []
      : back.length > 0
        ? [`came back by itself${back.length === 1 ? ` after ${ms((back[0]?.atMs ?? 0) - first.atMs)}` : `, ${back.length} times`}`]
        : incarnations.some(({ startedMs }) => startedMs > first.atMs)
          ? []
          : ['did not come back by itself'];
  const ill = health.filter(({ atMs }) => atMs >= since).map(({ status, atMs }) => `${status} after ${ms(atMs - since)}`);
  return [...ends, ...returned, ...ill.slice(0, 4), ...(lastState === undefined ? [] : [`was ${lastState.status} at the end`])];
}

function taskFacts({ exits, task }: ContainerAnalysis, { tasks }: ServiceAnalysis, container: string, since: number): string[] {
  const [exit] = exits.filter(({ atMs }) => atMs >= since);
  const next = tasks.find((one) => one.task === task && one.container !== container && one.createdMs >= since);
  if (exit === undefined && next === undefined) return [];
  const end = exit === undefined ? [] : [`${exitText(exit.code, exit.oomKilled)} ${ms(exit.atMs - since)} after the fault`];
  if (next === undefined) return [...end, 'was not replaced while it was watched'];
  return [...end, next.runningMs === undefined ? 'its replacement does not run yet' : `replaced after ${ms(next.runningMs - since)}`];
}

function serviceFacts({ rollouts, running }: ServiceAnalysis, since: number, untilMs: number): string[] {
  const after = rollouts.filter(({ startedMs }) => startedMs >= since - 1000);
  const told = after.map(({ kind, state, startedMs, endedMs, maxDown }) => {
    const took = endedMs === undefined ? `still under way after ${ms(untilMs - startedMs)}` : `${state} after ${ms(endedMs - startedMs)}`;
    return `${kind} ${took}, at most ${maxDown} ${maxDown === 1 ? 'task' : 'tasks'} down`;
  });
  const last = running.at(-1);
  return [...told, ...(last === undefined ? [] : [`${last.total} ${last.total === 1 ? 'task runs' : 'tasks run'} at the end`])];
}

function undone({ undos }: Analysis, target: string): string[] {
  const mine = undos.filter((undo) => undo.target === target);
  const [last] = mine;
  if (last === undefined) return [];
  const failed = mine.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) return [`the undo (${failed.action}) FAILED`];
  if (mine.every(({ outcome }) => outcome === 'not-needed')) return [`the undo (${last.action}) was not needed`];
  return [`undone (${last.action}${mine.length === 1 ? '' : `, ${mine.length} times`})`];
}

function ms(duration: number): string {
  return formatDuration(Math.max(0, duration));
}
