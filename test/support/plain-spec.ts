import type { ContainerSpec } from '../../src/scenario/container-spec.ts';

/** Returns a container spec with nothing in it but what is given. */
export function plainSpec(given: Partial<ContainerSpec> = {}): ContainerSpec {
  return {
    environment: {},
    restart: { name: 'no' },
    init: false,
    ports: [],
    networks: [],
    labels: {},
    readOnly: false,
    tmpfs: [],
    capAdd: [],
    capDrop: [],
    autoRemove: false,
    ...given,
  };
}
