import { evidenceOf, type CauseRule, type Explanation } from './cause-rule.ts';
import { SKEW_MS, type Incident } from './incident.ts';
import { sayCount } from './say.ts';

/** The engine's words: of a task that Swarm rejected, and of a container that was not created. */
const MISSING = /no such image/i;

/** What should have taken over has no image to run from. */
export const imageMissing: CauseRule = {
  name: 'image-missing',
  explain: (incident) => inSwarm(incident) ?? inContainer(incident),
};

/** Only where nothing runs in the slot: a rejected task that is to be added to others that serve fails nobody. */
function inSwarm({ subject, outage, begunMs }: Incident): Explanation | undefined {
  const tasks = subject?.service?.tasks ?? [];
  const rejected = tasks.filter(
    ({ task, error, createdMs }) =>
      MISSING.test(error) &&
      createdMs <= Math.max(begunMs, outage.untilMs) &&
      !tasks.some(
        (other) =>
          other.task === task &&
          other.runningMs !== undefined &&
          other.runningMs <= outage.fromMs &&
          (other.endedMs ?? Infinity) > outage.fromMs + SKEW_MS,
      ),
  );
  const over = (slot: string) =>
    tasks.some(
      ({ task, runningMs, createdMs }) =>
        task === slot && runningMs !== undefined && runningMs < outage.fromMs - SKEW_MS && createdMs > (rejected.at(-1)?.createdMs ?? 0),
    );
  const first = rejected.find(({ task }) => !over(task));
  if (first === undefined) return undefined;
  const own = rejected.filter(({ task }) => task === first.task);
  const evidence = evidenceOf(own.map(({ endedSeq, states }) => endedSeq ?? states.at(-1)?.seq));
  return (
    evidence && {
      text: `task ${first.task} could not be replaced: Swarm rejected ${sayCount(own.length, 'new task')} of it with "${first.error}"`,
      evidence,
    }
  );
}

function inContainer({ run, subject, outage }: Incident): Explanation | undefined {
  const refused = run.states.find(
    ({ subject: own, refused: why, t }) => own === subject?.name && why !== undefined && MISSING.test(why.reason) && t <= outage.untilMs,
  );
  const evidence = evidenceOf([refused?.seq]);
  if (refused?.refused === undefined || evidence === undefined) return undefined;
  return { text: `${refused.container} could not be made: "${refused.refused.reason}"`, evidence };
}
