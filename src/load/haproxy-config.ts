import type { ProxySpec } from '../scenario/scenario.ts';

/** Port on which the proxy listens inside its container. */
export const PROXY_PORT = 8080;
/** HAProxy's own default number of retries; a failed connection goes to another task from the last of them on (`option redispatch`). */
export const proxyDefaults: ProxySpec = { checkIntervalMs: 250, retries: 3, redispatch: true };

export interface HaproxyBackend {
  /** Name of the service on the network that the proxy shares with it. */
  readonly service: string;
  readonly port: number;
  /** How many tasks it can balance over. */
  readonly slots: number;
  /** Deadline of one request of the load, which is what a client behind the proxy would wait. */
  readonly timeoutMs: number;
}

/**
 * Returns the configuration of one HAProxy in front of a service: it finds the tasks by Docker's DNS under `tasks.<service>` and checks
 * that each accepts connections.
 * @see https://docs.haproxy.org/2.6/configuration.html
 */
export function haproxyConfig(
  { service, port, slots, timeoutMs }: HaproxyBackend,
  { checkIntervalMs, retries, redispatch }: ProxySpec,
): string {
  return `global
  maxconn 4096
  log stdout format raw local0 notice
defaults
  mode http
  log global
  option dontlognull
  timeout connect ${timeoutMs}ms
  timeout client 30s
  timeout server 30s
  timeout check ${timeoutMs}ms
  retries ${retries}
  ${redispatch ? 'option redispatch' : 'no option redispatch'}
resolvers docker
  nameserver dns 127.0.0.11:53
  accepted_payload_size 8192
  resolve_retries 1
  timeout resolve 250ms
  timeout retry 250ms
  hold valid 250ms
  hold obsolete 0s
frontend users
  bind :${PROXY_PORT}
  default_backend tasks
backend tasks
  balance roundrobin
  server-template task- ${slots} tasks.${service}:${port} check inter ${checkIntervalMs}ms rise 1 fall 1 resolvers docker init-addr none
`;
}
