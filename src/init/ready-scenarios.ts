import type { WrittenExpectation, WrittenScenario, WrittenStep } from '../scenario/written-scenario.ts';
import { formatDuration } from '../scenario/format-duration.ts';
import type { Draft } from './draft.ts';

/** A scenario that is ready to run, with what each of its expectations means. */
export interface ReadyScenario {
  /** 'graceful-stop' */
  readonly what: string;
  readonly comments: readonly string[];
  readonly scenario: WrittenScenario;
  /** One for each expectation, in their order. */
  readonly meanings: readonly string[];
}

interface Story {
  readonly what: string;
  readonly claim: string;
  readonly comment: string;
  readonly timeline: readonly WrittenStep[];
  readonly expect: readonly (readonly [WrittenExpectation, meaning: string])[];
}

const AWAY_MS = 3000;
const BACK_WITHIN = '60s';

/** Returns the scenarios for a subject: how it stops, dies, is killed, turns ill; of a service also how it is rolled out. Pure. */
export function readyScenarios(draft: Draft): ReadyScenario[] {
  const stories = [
    stop(draft),
    kill(draft),
    crash(draft),
    ...unhealthy(draft),
    ...(draft.service ? [rollout(draft), rolloutWithFault(draft)] : []),
  ];
  return stories.map((story) => toScenario(draft, story));
}

function toScenario({ subjects, load, lastOfAll, notes, unhealthyWithinMs = 0 }: Draft, story: Story): ReadyScenario {
  const users: Story['expect'] =
    load === undefined
      ? []
      : [
          [
            { outage: { of: 'users', longest: '<= 30s' } },
            'How long users may be without an answer at a time. Tighten it to what you promise.',
          ],
        ];
  const expected = [...story.expect, ...users];
  const last = lastOfAll ? ['last_healthy: it is the only replica, and may be hit on purpose. Take it out once there are several.'] : [];
  return {
    what: story.what,
    comments: [story.comment, ...notes, ...last],
    meanings: expected.map(([, meaning]) => meaning),
    scenario: {
      name: story.claim,
      tags: ['init', story.what],
      ...subjects,
      ...(load !== undefined && {
        load: { users: load },
        // Nothing is disturbed that does not work before.
        steady: { for: '2s', expect: [{ availability: { of: 'users', is: '== 100%' } }] },
        recovery: { within: BACK_WITHIN },
      }),
      ...(lastOfAll && { blast_radius: { last_healthy: true } }),
      timeline: story.timeline,
      expect: expected.map(([expectation]) => expectation),
      timeout: formatDuration(10 * 60_000 + unhealthyWithinMs),
    },
  };
}

function stop({ subject, service }: Draft): Story {
  return {
    what: 'graceful-stop',
    claim: `${subject} stops gracefully`,
    comment: `\`docker stop\`: ${subject} gets its stop signal, and SIGKILL when it takes longer than its grace period.`,
    timeline: [hit(service, 'stop', subject), ...replaced(service, subject)],
    expect: [
      [
        { exit: { of: subject, during: 'chaos', code: 0, times: 1 } },
        'It ends by itself with 0. 143: it died of SIGTERM without handling it; 137: it was killed when the grace period was over.',
      ],
    ],
  };
}

function kill({ subject, service }: Draft): Story {
  return {
    what: 'kill',
    claim: `${subject} survives a kill`,
    comment: service
      ? `\`docker kill\` of one task of ${subject}: Swarm replaces it.`
      : `\`docker kill\`: ${subject} dies at once, and no restart policy acts, because an operator did it. The undo starts it again.`,
    timeline: [hit(service, 'kill', subject), ...replaced(service, subject)],
    expect: [[{ exit: { of: subject, during: 'chaos', code: 137, times: 1 } }, '137 is 128 + 9: it died of SIGKILL.']],
  };
}

function crash({ subject, service, comesBack }: Draft): Story {
  const back: Story['expect'][number] = [
    { restarts: { of: subject, during: 'chaos', is: '== 1' } },
    'Its restart policy, or Swarm, starts it again: once.',
  ];
  const gone: Story['expect'][number] = [
    { restarts: { of: subject, is: '== 0' } },
    'It has no restart policy, so that nobody starts it again but the undo.',
  ];
  return {
    what: 'crash',
    claim: comesBack ? `${subject} comes back after a crash` : `${subject} stays away after a crash`,
    comment: `The process of ${subject} dies by itself, as far as the engine can see: the restart policy acts.`,
    timeline: comesBack
      ? [{ at: '0s', crash: { of: subject, pick: 'one' } }, untilBack(service, subject)]
      : [{ at: '0s', crash: { of: subject, pick: 'one', for: formatDuration(AWAY_MS) } }],
    expect: [
      [{ exit: { of: subject, during: 'chaos', code: 137, times: 1 } }, '137 is 128 + 9: it died of SIGKILL.'],
      ...(service && !comesBack ? [] : [comesBack ? back : gone]),
    ],
  };
}

function unhealthy({ subject, unhealthyWithinMs }: Draft): Story[] {
  if (unhealthyWithinMs === undefined) return [];
  return [
    {
      what: 'unhealthy',
      claim: `${subject} turns unhealthy when it hangs`,
      comment: `The processes of ${subject} are suspended, so that its health check fails; the undo lets them go on. Docker restarts no plain container for that, Swarm replaces a task.`,
      timeline: [
        { at: '0s', unhealthy: { of: subject, pick: 'one' } },
        { when: { health: subject, is: 'unhealthy', within: formatDuration(unhealthyWithinMs + 10_000) } },
      ],
      expect: [[{ health: { of: subject, becomes: 'unhealthy' } }, 'The health check notices. If it does not, users notice first.']],
    },
  ];
}

function rollout({ subject }: Draft): Story {
  return {
    what: 'rollout',
    claim: `${subject} is rolled out without anybody noticing`,
    comment: 'Every task is replaced by one of the same spec, as its `update_config` says: a rollout that changes nothing.',
    timeline: [{ at: '0s', 'force-update': subject }, { when: { rollout: subject, state: 'completed', within: '5m' } }],
    expect: [[{ rollout: { of: subject, state: 'completed' } }, 'Neither paused nor rolled back.']],
  };
}

function rolloutWithFault({ subject }: Draft): Story {
  return {
    what: 'rollout-with-fault',
    claim: `${subject} is rolled out although a task dies meanwhile`,
    comment: 'While the tasks are replaced the oldest one is killed: a node that fails at the wrong moment.',
    timeline: [
      { at: '0s', 'force-update': subject },
      { when: { rollout: subject, state: 'updating', within: '30s' } },
      { after: '0s', kill: { of: subject, pick: 'oldest' } },
      { when: { rollout: subject, state: 'completed', within: '5m' } },
    ],
    expect: [
      [
        { rollout: { of: subject, state: 'completed' } },
        'Neither paused nor rolled back: an old task that dies is no failure of the new ones.',
      ],
    ],
  };
}

function hit(service: boolean, fault: 'stop' | 'kill', subject: string): WrittenStep {
  return { at: '0s', [fault]: { of: subject, pick: 'one', ...(!service && { for: formatDuration(AWAY_MS) }) } };
}

function replaced(service: boolean, subject: string): WrittenStep[] {
  return service ? [untilBack(service, subject)] : [];
}

/** Of a service the task that takes the place of the one that was hit. */
function untilBack(service: boolean, subject: string): WrittenStep {
  const what = service ? { task: subject, state: 'running' } : { restarts: subject, is: '>= 1' };
  return { when: { ...what, within: BACK_WITHIN } };
}
