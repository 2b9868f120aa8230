import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import { ContainerStates } from './container-states.ts';
import type { Trigger } from './trigger.ts';

const healths = ['starting', 'healthy', 'unhealthy'] as const;
type Health = (typeof healths)[number];

const schema = z.strictObject({ is: z.enum(healths), every: z.boolean().default(false) });

/** The health check of a container of the subject says so, or with `every: true` that of all of them. */
export const health = {
  name: 'health',
  summary: 'A container of the subject is starting, healthy or unhealthy, as its health check tells.',
  schema,
  of: 'subject',
  matcher({ is, every }, of) {
    const containers = new ContainerStates<Health>(of, readHealth);
    return (event) => {
      containers.take(event);
      return containers.match(is, every);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;

function readHealth(event: HistoryEvent): Health | null | undefined {
  if (event.type === 'container-state') return event.health === 'none' || event.status !== 'running' ? null : event.health;
  if (event.type !== 'engine-event') return undefined;
  if (event.health !== undefined) return event.health;
  // The engine sends no event when a start sets the health back to `starting`, nor when a death or a pause makes it meaningless (an
  // inspection then reads `unhealthy`: moby container/health.go, CloseMonitorChannel).
  if (event.action === 'start') return 'starting';
  return ['die', 'pause', 'destroy'].includes(event.action) ? null : undefined;
}
