import { visible } from '../visible.ts';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  /** A sample without a value is left out: the figure does not exist. */
  readonly value: number | null;
}

/** One gauge with its samples: a run is over, so nothing of it counts on. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Returns metrics in the text format. Without timestamps, which the textfile collector refuses.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function exposition(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, samples }) => ({ name, help, lines: samples.flatMap((sample) => line(name, sample)) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, help, lines }) => [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n'))
    .join('');
}

function line(name: string, { labels, value }: Sample): string[] {
  if (value === null || Number.isNaN(value)) return [];
  const list = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return [`${name}${list.length === 0 ? '' : `{${list.join(',')}}`} ${value}`];
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
