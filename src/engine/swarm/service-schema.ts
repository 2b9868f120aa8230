import { z } from 'zod';
import { healthcheckSchema } from '../containers/healthcheck.ts';

const number = z.number().nullish();
const text = z.string().nullish();
const labels = z.record(z.string(), z.string()).nullish();

const updateConfigSchema = z.looseObject({
  Parallelism: number,
  Delay: number,
  FailureAction: text,
  Monitor: number,
  MaxFailureRatio: number,
  Order: text,
});

const restartPolicySchema = z.looseObject({ Condition: text, Delay: number, MaxAttempts: number, Window: number });

const containerSpecSchema = z.looseObject({
  Image: text,
  Env: z.array(z.string()).nullish(),
  StopGracePeriod: number,
  StopSignal: text,
  Healthcheck: z.looseObject(healthcheckSchema.shape).nullish(),
});

/** Everything of a spec is kept, read here or not: an update sends all of it back. */
const serviceSpecSchema = z.looseObject({
  Name: z.string(),
  Labels: labels,
  TaskTemplate: z.looseObject({
    ContainerSpec: containerSpecSchema.nullish(),
    Resources: z.looseObject({}).nullish(),
    RestartPolicy: restartPolicySchema.nullish(),
    Placement: z.looseObject({}).nullish(),
    ForceUpdate: number,
  }),
  Mode: z.looseObject({
    Replicated: z.looseObject({ Replicas: number }).nullish(),
    Global: z.looseObject({}).nullish(),
    ReplicatedJob: z.looseObject({ TotalCompletions: number }).nullish(),
    GlobalJob: z.looseObject({}).nullish(),
  }),
  UpdateConfig: updateConfigSchema.nullish(),
  RollbackConfig: updateConfigSchema.nullish(),
  EndpointSpec: z.looseObject({ Mode: text }).nullish(),
});

const portSchema = z.object({ Protocol: z.string(), TargetPort: z.number(), PublishedPort: number, PublishMode: text });

/** The part of GET /services/{id} that faultline reads. */
const serviceSchema = z.object({
  ID: z.string(),
  Version: z.object({ Index: z.number() }),
  Spec: serviceSpecSchema,
  PreviousSpec: z.looseObject({}).nullish(),
  Endpoint: z.object({ Ports: z.array(portSchema).nullish() }).nullish(),
  UpdateStatus: z.object({ State: text, StartedAt: text, CompletedAt: text, Message: text }).nullish(),
});

export type ServiceInspect = z.infer<typeof serviceSchema>;
export type SwarmServiceSpec = z.infer<typeof serviceSpecSchema>;
export type SwarmUpdateConfig = z.infer<typeof updateConfigSchema>;
export type SwarmRestartPolicy = z.infer<typeof restartPolicySchema>;

/** Returns what the engine says of a service, checked. */
export function parseService(body: unknown): ServiceInspect {
  return serviceSchema.parse(body);
}
