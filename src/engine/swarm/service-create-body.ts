import type { DeploySpec } from '../../scenario/service-spec.ts';
import { healthcheckBody } from '../containers/healthcheck.ts';
import { toNs } from '../containers/nanoseconds.ts';
import type { CreateService } from '../swarm.ts';
import { placementBody, resourcesBody, restartPolicyBody, updateConfigBody } from './deploy-body.ts';
import { present, type Members } from './members.ts';

/**
 * Returns the body of POST /services/create.
 * @see https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Service/operation/ServiceCreate
 */
export function serviceCreateBody(request: CreateService): Members {
  const { deploy } = request.spec;
  return present({
    Name: request.name,
    Labels: { ...deploy.labels, ...request.labels },
    TaskTemplate: taskTemplate(request),
    Mode: deploy.mode === 'global' ? { Global: {} } : { Replicated: { Replicas: deploy.replicas } },
    UpdateConfig: deploy.updateConfig && updateConfigBody(deploy.updateConfig),
    RollbackConfig: deploy.rollbackConfig && updateConfigBody(deploy.rollbackConfig),
    EndpointSpec: endpointSpec(request),
  });
}

function taskTemplate(request: CreateService): Members {
  const { deploy } = request.spec;
  return present({
    ContainerSpec: containerSpec(request),
    Resources: deploy.resources && resourcesBody(deploy.resources),
    RestartPolicy: deploy.restartPolicy && restartPolicyBody(deploy.restartPolicy),
    Placement: deploy.placement && placementBody(deploy.placement),
    Networks:
      request.networks.length === 0 ? undefined : request.networks.map(({ name, aliases }) => ({ Target: name, Aliases: [...aliases] })),
  });
}

function containerSpec({ spec, image, labels }: CreateService): Members {
  return present({
    Image: image,
    Labels: { ...spec.labels, ...labels },
    Command: spec.entrypoint && [...spec.entrypoint],
    Args: spec.command && [...spec.command],
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Healthcheck: spec.healthcheck && healthcheckBody(spec.healthcheck),
    StopSignal: spec.stopSignal,
    StopGracePeriod: spec.stopGracePeriodMs === undefined ? undefined : toNs(spec.stopGracePeriodMs),
    Init: spec.init,
    User: spec.user,
    Dir: spec.workingDir,
    Hostname: spec.hostname,
    ReadOnly: spec.readOnly || undefined,
  });
}

function endpointSpec({ spec, publishMode }: CreateService): Members | undefined {
  const mode: DeploySpec['endpointMode'] = spec.deploy.endpointMode;
  if (mode === undefined && spec.ports.length === 0) return undefined;
  return present({
    Mode: mode,
    Ports: spec.ports.map((port) =>
      present({
        Protocol: port.protocol,
        TargetPort: port.target,
        PublishedPort: port.published,
        PublishMode: port.mode === 'auto' ? publishMode : port.mode,
      }),
    ),
  });
}
