import type { Draft } from './draft.ts';
import { loadForPort } from './load-for-port.ts';

/** Returns a draft with a sample workload, for who has nothing to name yet. */
export function starterDraft(): Draft {
  const subject = 'web';
  const healthcheck = { test: ['CMD', 'healthy'], interval: '500ms', timeout: '1s', retries: 3 };
  return {
    subject,
    subjects: { containers: { [subject]: { image: 'faultline/webserver:v1', ports: [8000], restart: 'always', healthcheck } } },
    service: false,
    comesBack: true,
    unhealthyWithinMs: 10_000,
    load: loadForPort(subject, 8000),
    lastOfAll: false,
    notes: ['A sample workload that faultline builds itself. Put your own image, port and health check in its place.'],
  };
}
