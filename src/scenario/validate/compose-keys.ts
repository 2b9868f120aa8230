/** Keys of a Compose service that faultline does not take, each with what to do instead. */
const serviceKeys: Readonly<Record<string, string>> = {
  volumes: 'use `tmpfs` for scratch space, or put the files into an image with `build`',
  depends_on: 'use `start: manual` and a `start` step with `when: { health: … }`',
  deploy: 'it belongs to Swarm services; use `scale`, `restart`, `mem_limit` and `cpus`',
  env_file: 'write `environment`, with `${NAME}` where the value comes from outside',
  container_name: 'the key is the name, and every run has containers of its own',
  network_mode: 'use `networks`',
  expose: 'use `ports` for what the load reaches; containers of a network reach each other anyway',
  links: 'use `networks`',
  external_links: 'use `networks`',
  extends: 'use a YAML anchor and a merge key (`<<: *base`)',
  profiles: 'use `tags`, or `start: manual`',
  secrets: 'use `environment` with `${NAME}`',
  configs: 'put the file into an image with `build`',
  logging: 'faultline reads the logs with the default driver',
  mem_reservation: 'use `mem_limit`',
  cpu_shares: 'use `cpus`',
  cpu_quota: 'use `cpus`',
  cpuset: 'use `cpus`',
  pull_policy: 'an image is pulled when the engine does not have it',
};

/** Where a service differs from a plain container. */
const swarmKeys: Readonly<Record<string, string>> = {
  restart: 'write `deploy: { restart_policy: { condition: on-failure } }`',
  scale: 'write `deploy: { replicas: 3 }`',
  mem_limit: 'write `deploy: { resources: { limits: { memory: 64m } } }`',
  mem_reservation: 'write `deploy: { resources: { reservations: { memory: 64m } } }`',
  cpus: "write `deploy: { resources: { limits: { cpus: '0.5' } } }`",
  depends_on: 'write `deploy: { replicas: 0 }` and a `scale` step with `when: { health: … }`',
  container_name: 'the key is the name, and every task has a container of its own',
  network_mode: 'use `networks`, or a port with `mode: host`',
  volumes: 'put the files into an image with `build`',
  cap_add: 'use a plain container under `containers:`',
  cap_drop: 'use a plain container under `containers:`',
  tmpfs: 'use a plain container under `containers:`',
  pids_limit: 'use a plain container under `containers:`',
};

/** Words that faultline has for plain containers. */
const ownContainerKeys: Readonly<Record<string, string>> = {
  autoheal: 'remove it: Swarm replaces unhealthy tasks by itself',
  start: 'write `deploy: { replicas: 0 }` and a `scale` step',
  auto_remove: 'remove it: Swarm keeps the last few containers of a slot',
};

const otherServiceKeys = `annotations blkio_config cgroup cgroup_parent cpu_count cpu_percent cpu_period cpu_rt_period cpu_rt_runtime
credential_spec develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts extra_hosts gpus group_add ipc isolation
link_local_ips mac_address mem_swappiness memswap_limit models oom_kill_disable oom_score_adj pid platform post_start pre_stop privileged
provider runtime security_opt shm_size stdin_open storage_opt sysctls tty ulimits use_api_socket userns_mode uts volumes_from`.split(/\s+/);

const topLevelKeys: Readonly<Record<string, string>> = {
  version: 'remove it',
  networks: "name networks in a container's `networks`; faultline creates them",
  volumes: 'use `tmpfs` in a container, or put the files into an image with `build`',
  configs: 'put the file into an image with `build`',
  secrets: 'use `environment` with `${NAME}`',
  include: 'use one file a scenario, and YAML anchors for what repeats',
};

export interface UnsupportedKey {
  readonly message: string;
  readonly fix: string;
}

/** Returns what to say about a key of the Compose specification that faultline does not take; undefined for any other key. */
export function unsupportedKey(place: 'top' | 'container' | 'service', key: string): UnsupportedKey | undefined {
  if (place === 'service' && Object.hasOwn(ownContainerKeys, key)) {
    return { message: `\`${key}\` is for plain containers`, fix: ownContainerKeys[key] ?? '' };
  }
  const fixes = { top: topLevelKeys, container: serviceKeys, service: { ...serviceKeys, ...swarmKeys } }[place];
  const fix = Object.hasOwn(fixes, key) ? fixes[key] : undefined;
  if (fix !== undefined && place === 'service' && Object.hasOwn(swarmKeys, key)) return { message: `a service has no \`${key}\``, fix };
  if (fix !== undefined) return { message: `\`${key}\` of Compose is not supported`, fix };
  if (place !== 'top' && otherServiceKeys.includes(key)) return { message: `\`${key}\` of Compose is not supported`, fix: 'remove it' };
  return undefined;
}
