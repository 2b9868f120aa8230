import type { PackagedProgram } from './packaged-program.ts';

/** How an image is made of a program: what runs it, and what its Dockerfile says besides. */
export interface PackagedRecipe extends PackagedProgram {
  /** A script that gets the command of a container as its arguments. */
  readonly entrypoint: string;
  readonly dockerfile: string;
  /** What to say when this machine cannot make it: the program's use, and the way out. */
  readonly purpose: string;
  readonly hint: string;
}

/** The configuration comes by environment, so that the container can be created with it in one request. */
const HAPROXY_ENTRYPOINT = `#!/bin/sh
set -e
mkdir -p /etc/haproxy
if [ -n "$HAPROXY_CFG" ]; then printf '%s\\n' "$HAPROXY_CFG" > /etc/haproxy/haproxy.cfg; fi
unset HAPROXY_CFG
exec "$@"
`;

/** As the official image has it: open to the networks of the container, data in /data, options alone are options of the server. */
const REDIS_ENTRYPOINT = `#!/bin/sh
case "$1" in
  -*) exec redis-server --protected-mode no "$@" ;;
  redis-server) shift; exec redis-server --protected-mode no "$@" ;;
esac
exec "$@"
`;

/** The images faultline/NAME that are made of a package, by name. */
export const packagedPrograms: Readonly<Record<string, PackagedRecipe>> = {
  haproxy: {
    package: 'haproxy',
    paths: ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'],
    entrypoint: HAPROXY_ENTRYPOINT,
    // As its first process, HAProxy would ignore SIGTERM; at SIGUSR1 it stops gracefully.
    dockerfile: `STOPSIGNAL SIGUSR1
CMD ["haproxy", "-db", "-f", "/etc/haproxy/haproxy.cfg"]
`,
    purpose: 'The proxy needs HAProxy',
    hint: 'On Debian or Ubuntu: `apt-get update && apt-get install haproxy`.',
  },
  redis: {
    package: 'redis-server',
    paths: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'],
    entrypoint: REDIS_ENTRYPOINT,
    dockerfile: `WORKDIR /data
EXPOSE 6379
CMD ["redis-server"]
`,
    purpose: 'The image needs Redis',
    hint: 'Use the official image, such as redis:7, or on Debian and Ubuntu: `apt-get update`.',
  },
};
