import type { HistoryEvent } from '../history/history-event.ts';
import type { Target } from '../targets/target.ts';
import { followInto, type Firing, type StepMachinery } from './fire-step.ts';

/**
 * Hits, while a lasting fault lasts, each task that takes the place of one it hit, as soon as it runs: with `follow: slot` whoever gets
 * the slot, with `follow: version` every new task of that version. Returns what ends that and waits for injections under way.
 */
export function followReplacements(machinery: StepMachinery, firing: Firing, targets: readonly Target[]): () => Promise<void> {
  const { fault } = firing.step;
  const subject = fault?.of;
  const tasks = targets.flatMap(({ task }) => task ?? []);
  if (subject === undefined || fault?.follow === undefined || fault.follow === 'task' || tasks.length === 0) {
    return () => Promise.resolve();
  }
  const follow = fault.follow;
  const hit = new Set(tasks.map(({ id }) => id));
  const places = new Set(tasks.map((task) => (follow === 'slot' ? task.name : task.version)));
  // A task that was there, but not chosen, has not taken anyone's place.
  const newSince = Math.max(...tasks.map(({ createdAtMs }) => createdAtMs));
  const working: Promise<void>[] = [];
  const unsubscribe = machinery.context.recorder.subscribe((event: HistoryEvent) => {
    if (event.type !== 'task' || event.subject !== subject || event.state !== 'running' || event.desiredState !== 'running') return;
    if (hit.has(event.taskId) || !places.has(follow === 'slot' ? event.task : event.version)) return;
    const target = machinery.candidates.task(subject, event.taskId);
    if (target?.task === undefined || (follow === 'version' && target.task.createdAtMs <= newSince)) return;
    hit.add(event.taskId);
    working.push(followInto(machinery, firing, target));
  });
  return async () => {
    unsubscribe();
    await Promise.allSettled(working);
  };
}
