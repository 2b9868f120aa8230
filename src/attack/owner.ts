import { RUN_LABEL } from '../engine/labels.ts';

type Labels = Readonly<Record<string, string>>;

/** @see https://docs.docker.com/compose/ and moby's daemon/cluster: what writes the labels that tell whose a container is. */
export const ownerLabels = {
  project: 'com.docker.compose.project',
  composeService: 'com.docker.compose.service',
  oneOff: 'com.docker.compose.oneoff',
  stack: 'com.docker.stack.namespace',
  swarmService: 'com.docker.swarm.service.name',
  swarmTask: 'com.docker.swarm.task.id',
} as const;

/** A container's place in a Compose project. */
export interface ComposePlace {
  readonly project: string;
  readonly service: string;
}

/** Returns the Compose project and service that a container belongs to; undefined when it belongs to none, or was a `compose run`. */
export function composePlaceOf(labels: Labels): ComposePlace | undefined {
  const { [ownerLabels.project]: project, [ownerLabels.composeService]: service, [ownerLabels.oneOff]: oneOff } = labels;
  return project === undefined || service === undefined || oneOff?.toLowerCase() === 'true' ? undefined : { project, service };
}

/** Returns in words whose something with these labels is, as far as they tell. */
export function ownerText(labels: Labels): string {
  const place = composePlaceOf(labels);
  if (place !== undefined) return `compose ${place.project}/${place.service}`;
  const { [ownerLabels.stack]: stack, [ownerLabels.swarmService]: service, [RUN_LABEL]: run } = labels;
  if (run !== undefined) return `faultline run ${run}`;
  if (stack !== undefined) return `stack ${stack}`;
  return service === undefined ? 'nobody' : `service ${service}`;
}
