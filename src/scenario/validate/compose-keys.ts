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
export function unsupportedKey(place: 'top' | 'container', key: string): UnsupportedKey | undefined {
  if (place === 'top' && key === 'services') {
    return {
      message: '`services` is kept for Swarm services, which are not supported yet',
      fix: 'write plain containers under `containers:`, in the same words',
    };
  }
  const fixes = place === 'top' ? topLevelKeys : serviceKeys;
  const fix = Object.hasOwn(fixes, key) ? fixes[key] : undefined;
  if (fix !== undefined) return { message: `\`${key}\` of Compose is not supported`, fix };
  if (place === 'container' && otherServiceKeys.includes(key))
    return { message: `\`${key}\` of Compose is not supported`, fix: 'remove it' };
  return undefined;
}
