import { z } from 'zod';
import type { ServiceChange, ServiceSnapshot } from '../engine/swarm.ts';
import { changeableDeployWords } from '../scenario/grammar/deploy.ts';
import { commandWords } from '../scenario/options/command-words.ts';
import { duration } from '../scenario/options/duration.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import { withoutUndefined } from '../scenario/without-undefined.ts';
import type { Target } from '../targets/target.ts';
import { bringImage } from './bring-image.ts';
import type { Fault } from './fault.ts';
import { liveService, whileServiceThere } from './live-service.ts';
import { replacedAtOnce } from './tasks-at-once.ts';
import { tasksLost } from './tasks-lost.ts';
import type { ServiceUndo } from './undo-action.ts';

const schema = z
  .strictObject({
    image: z.string().min(1).optional().describe('The image of the new tasks.'),
    environment: z
      .record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe('Variables to set; null removes one. The others stay.'),
    command: commandWords().optional().describe('The command of the new tasks: words, no shell.'),
    entrypoint: commandWords().optional().describe('The entrypoint of the new tasks: words, no shell.'),
    stop_grace_period: duration().optional().describe('How long a task has to end before SIGKILL.'),
    deploy: z
      .strictObject({ replicas: z.int().min(0).max(1000).optional().describe('How many tasks.'), ...changeableDeployWords })
      .optional()
      .describe('How Swarm runs it from now on.'),
  })
  .refine((written) => Object.values({ ...written, ...written.deploy, deploy: undefined }).some((value) => value !== undefined), {
    message: issueText('the rollout changes nothing', 'add `image: name:v2`, or use `force-update` to replace the tasks as they are'),
  })
  .transform(({ image, environment, command, entrypoint, stop_grace_period, deploy = {} }): ServiceChange => {
    const parts = {
      restartPolicy: deploy.restart_policy,
      updateConfig: deploy.update_config,
      rollbackConfig: deploy.rollback_config,
      resources: deploy.resources,
      placement: deploy.placement,
    };
    const changed = withoutUndefined(parts);
    return {
      ...withoutUndefined({ image, command, entrypoint, stopGracePeriodMs: stop_grace_period, replicas: deploy.replicas }),
      ...(environment && { environment: texts(environment) }),
      ...(Object.keys(changed).length > 0 && { deploy: changed }),
    };
  });

/** A change of a service's spec, as `docker service update` makes it: Swarm replaces its tasks by its update_config. */
export const rollout = {
  name: 'rollout',
  summary: 'Rolls out a new image, environment or other settings: Swarm replaces the tasks as its `update_config` says.',
  schema,
  of: 'service',
  lasts: 'never',
  images: ({ image }) => (image === undefined ? [] : [image]),
  tasksHit: (change, running) => (replacesTasks(change) ? running : tasksLost(running, change.replicas)),
  tasksAtOnce(change, running, { updateConfig }) {
    const lost = tasksLost(running, change.replicas);
    if (!replacesTasks(change)) return lost;
    return Math.min(running, lost + replacedAtOnce(running, { ...updateConfig, ...withoutUndefined(change.deploy?.updateConfig ?? {}) }));
  },
  async prepare(change, target, context) {
    const { swarm, service } = await liveService(context, target);
    return {
      undo: undoOf(change, target, service),
      async inject() {
        const imageMissing = change.image !== undefined && !(await bringImage(context.engine, swarm, change.image));
        await whileServiceThere(target, async () => swarm.updateService(service.id, change));
        return { method: 'api', details: { ...detailsOf(change, service), ...(imageMissing && { imageMissing }) } };
      },
    };
  },
} as const satisfies Fault<ServiceChange>;

/** What changes no task: how many there are, and how an update goes about it. */
const outsideTasks: ReadonlySet<string> = new Set(['replicas', 'deploy', 'updateConfig', 'rollbackConfig']);

function replacesTasks(change: ServiceChange): boolean {
  return [...Object.keys(change), ...Object.keys(change.deploy ?? {})].some((key) => !outsideTasks.has(key));
}

/** A service of the run is removed anyway, and putting it back would hide what became of the rollout. */
function undoOf({ image }: ServiceChange, target: Target, service: ServiceSnapshot): ServiceUndo[] {
  if (target.attached !== true) return [];
  const same = image === undefined || image === service.image;
  const { replicas } = service;
  return [
    {
      action: 'roll-back-service',
      service: service.id,
      image: service.image,
      ...withoutUndefined({ replicas }),
      ...(same && { sameImage: true as const }),
      when: 'run-end',
    },
  ];
}

/** Values of environment variables may be secrets: only their names are told. */
function detailsOf({ image, environment, replicas, deploy, ...rest }: ServiceChange, service: ServiceSnapshot) {
  const others = [...Object.keys(rest), ...Object.keys(deploy ?? {})];
  return {
    from: service.image,
    image: image ?? service.image,
    ...withoutUndefined({ replicas }),
    ...(environment && { environment: Object.keys(environment).join(' ') }),
    ...(others.length > 0 && { changed: others.join(' ') }),
  };
}

function texts(environment: Readonly<Record<string, string | number | boolean | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value === null ? null : String(value)]));
}
