import { checkMetrics, faultMetrics, runMetrics, subjectMetrics } from './prometheus/run-metrics.ts';
import { loadMetrics } from './prometheus/load-metrics.ts';
import { exposition } from './prometheus/exposition.ts';
import type { Reporter } from './reporter.ts';

/** metrics.prom: the figures of the run, for the textfile collector of node_exporter. */
export const prometheus: Reporter = {
  name: 'prometheus',
  summary: "The figures as metrics, for the textfile collector of Prometheus' node_exporter.",
  fileName: 'metrics.prom',
  onRequest: true,
  render: ({ result }) =>
    exposition([
      ...runMetrics(result),
      ...checkMetrics(result),
      ...loadMetrics(result),
      ...faultMetrics(result),
      ...subjectMetrics(result),
    ]),
};
