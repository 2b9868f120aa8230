import type { RequestClass } from '../../history/load-bucket.ts';
import { classCode } from '../class-code.ts';
import type { StreamAnalysis, TaskAnalysis } from '../analysis.ts';
import { requestRange } from '../request-range.ts';
import { restIn } from '../rest-requests.ts';
import { evidenceOf, type CauseRule } from './cause-rule.ts';
import { oneOf, routingOf } from './routing.ts';
import { sayMs } from './say.ts';

const words: Partial<Record<RequestClass, string>> = {
  timeout: 'did not answer within the deadline',
  'bad-status': 'answered with a wrong status',
  'bad-body': 'answered with a wrong body',
};

/** A version that a rollout brought runs, is routed to, and has not answered a single request well since, while others have. */
export const newVersionFails: CauseRule = {
  name: 'new-version-fails',
  explain(incident) {
    const { outage, of, subject, routed } = incident;
    const [main] = Object.entries(outage.errors).toSorted(([, left], [, right]) => right - left);
    const doing = Object.entries(words).find(([name]) => name === main?.[0])?.[1];
    if (doing === undefined || subject?.service === undefined) return undefined;
    const task = subject.service.tasks.findLast(
      (each) =>
        each.origin === 'rollout' &&
        (each.runningMs ?? Infinity) <= incident.begunMs &&
        routed.includes(each.container ?? '') &&
        // One deadline more: a version that answers right after has only been slow.
        onlyOthersAnswered(of, each, outage.untilMs + of.timeoutMs),
    );
    if (task === undefined) return undefined;
    const deadline = main?.[0] === 'timeout' ? ` of ${sayMs(of.timeoutMs)}` : '';
    const routing = routingOf(task.container ?? '', incident);
    const since = sayMs(outage.fromMs - (task.runningMs ?? 0));
    const text = `version ${task.version} of ${subject.name} ${doing}${deadline}: task ${task.task}${oneOf(routing)} has run for ${since} since the rollout brought it, and only other versions answered`;
    const evidence = evidenceOf([task.runningSeq, task.states[0]?.seq]);
    return evidence && { text, evidence };
  },
};

/** Answers tell their version only where the load asks for it; without that nothing is known. */
function onlyOthersAnswered({ requests }: StreamAnalysis, { version, runningMs = 0 }: TaskAnalysis, untilMs: number): boolean {
  const { from, until } = requestRange(requests, { fromMs: runningMs, untilMs });
  const wanted = requests.versionNames.indexOf(version) + 1;
  const ok = classCode('ok');
  let others = 0;
  for (let row = from; row < until; row += 1) {
    const told = requests.class[row] === ok ? (requests.version[row] ?? 0) : 0;
    if (told !== 0 && told === wanted) return false;
    if (told !== 0) others += 1;
  }
  const rest = restIn(requests, { fromMs: runningMs, untilMs }).flatMap(({ of }) => Object.keys(of.versions));
  return !rest.includes(version) && others + rest.length > 0;
}
