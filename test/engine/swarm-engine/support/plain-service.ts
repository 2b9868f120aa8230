import type { DeploySpec, ServiceSpec } from '../../../../src/scenario/service-spec.ts';

export type GivenService = Partial<Omit<ServiceSpec, 'deploy'>> & { readonly deploy?: Partial<DeploySpec> };

/** Returns a service spec with nothing in it but what is given. */
export function plainService({ deploy, ...given }: GivenService = {}): ServiceSpec {
  return {
    environment: {},
    init: false,
    ports: [],
    networks: [],
    labels: {},
    readOnly: false,
    ...given,
    deploy: { mode: 'replicated', replicas: 1, labels: {}, ...deploy },
  };
}
