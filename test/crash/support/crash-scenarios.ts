/** What a lane of the crash test disturbs: containers and a service that were there before, under names of the lane's own. */
export interface Lane {
  readonly index: number;
  readonly web: string;
  readonly stay: string;
  readonly service: string;
}

export function laneOf(index: number): Lane {
  return { index, web: `crash-${index}-web`, stay: `crash-${index}-stay`, service: `crash-${index}-svc` };
}

export interface CrashScenario {
  readonly name: 'containers' | 'build' | 'swarm';
  readonly text: (lane: Lane) => string;
}

const containers = ({ index, web, stay }: Lane): string => `
name: Crash with containers
attach:
  theirs: { container: ${web} }
  other: { container: ${stay} }
containers:
  own-${index}:
    image: faultline/webserver:v1
    scale: 2
    ports: [8000]
    restart: always
    healthcheck: { test: [CMD, healthy], interval: 500ms, retries: 2 }
  beside-${index}: { image: faultline/exits, command: [stay] }
load:
  users: { url: 'http://own-${index}:8000/', rate: 20/s, timeout: 500ms }
pressure:
  crowd: { url: 'http://own-${index}:8000/', connections: 1 }
steady: { for: 1s, expect: [{ availability: { of: users, is: '>= 0%' } }] }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    pause: { of: theirs }
  - at: 300ms
    stop: { of: other, grace: 2s }
  - at: 600ms
    crash: { of: own-${index}, pick: one }
  - at: 900ms
    pause: { of: own-${index}, pick: { regex: '2$' }, for: 600ms }
  - at: 1200ms
    unhealthy: { of: own-${index}, pick: { regex: '2$' }, for: 500ms }
  - at: 2500ms
    kill: { of: beside-${index} }
  - at: 3s
recovery: { within: 2s }
expect:
  - exit: { of: beside-${index}, code: 137 }
`;

const build = ({ index, web, stay }: Lane): string => `
name: Crash with a built image and a command for a load
attach:
  theirs: { container: ${web} }
  other: { container: ${stay} }
containers:
  built-${index}:
    build: { context: context-${index} }
    ports: [8000]
load:
  probes: { url: 'tcp://built-${index}:8000', command: [sleep, '1.${900 + index}'], rate: 3/s, timeout: 3s }
steady: { for: 1s, expect: [{ availability: { of: probes, is: '>= 0%' } }] }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    kill: { of: other }
  - at: 400ms
    signal: { of: theirs, signal: SIGTERM }
  - at: 800ms
    restart: { of: built-${index}, grace: 1s }
  - at: 2s
recovery: { within: 2s }
expect:
  - availability: { of: probes, is: '>= 0%' }
`;

const swarm = ({ index, service }: Lane): string => `
name: Crash with services
attach:
  theirs: { service: ${service} }
services:
  own-${index}:
    image: faultline/webserver:v1
    ports: [8000]
    stop_grace_period: 1s
    deploy: { replicas: 2, endpoint_mode: dnsrr, restart_policy: { delay: 0s }, update_config: { parallelism: 1, monitor: 200ms } }
load:
  users: { url: 'http://own-${index}:8000/', rate: 20/s, timeout: 500ms }
steady: { for: 1s, expect: [{ availability: { of: users, is: '>= 0%' } }] }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    pause: { of: theirs, pick: { slot: 1 } }
  - at: 500ms
    scale: { of: theirs, replicas: 3 }
  - at: 1s
    rollout: { of: own-${index}, image: 'faultline/webserver:v2' }
  - at: 1500ms
    rollout: { of: theirs, image: 'faultline/webserver:v2' }
  - at: 2s
    kill: { of: own-${index}, pick: { random: 1 } }
  - at: 4s
recovery: { within: 3s }
expect:
  - availability: { of: users, is: '>= 0%' }
`;

/** In turn; the heavier ones come as often as the others. */
export const crashScenarios: readonly CrashScenario[] = [
  { name: 'containers', text: containers },
  { name: 'swarm', text: swarm },
  { name: 'build', text: build },
];

/** Every command that a load of the lane runs has this among its arguments. */
export function commandMark({ index }: Lane): string {
  return `1.${900 + index}`;
}
