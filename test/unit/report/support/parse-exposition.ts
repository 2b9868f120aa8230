interface Family {
  readonly type: string;
  readonly samples: { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\S+)$/;
const units = /_(seconds|ratio|info|verdict|recovered|checks|faults|requests|outages|exits|restarts)$/;

/**
 * Returns the families of a document in the text format as node_exporter's textfile collector takes it; throws when it would not:
 * each family once, with HELP and TYPE before its samples, no timestamps, no sample twice, ends with a line break.
 */
export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let helped = '';
  let current = '';
  if (!text.endsWith('\n')) throw new Error('no line break at the end');
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') helped = name;
    else if (kind === 'TYPE') {
      if (helped !== name || families.has(name) || !metricName.test(name) || !units.test(name) || rest !== 'gauge') throw new Error(line);
      families.set(name, { type: rest, samples: [] });
      current = name;
    } else {
      const [, metric = '', list = '', value = ''] = sampleLine.exec(line) ?? [];
      if (metric !== current || metric === '' || !Number.isFinite(Number(value)) || seen.has(`${metric}{${list}}`)) throw new Error(line);
      seen.add(`${metric}{${list}}`);
      families.get(metric)?.samples.push({ labels: labelsOf(list), value: Number(value) });
    }
  }
  return families;
}

function labelsOf(list: string): Record<string, string> {
  const pairs = [...list.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    pairs.map(([, name, value]) => [name ?? '', (value ?? '').replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c))]),
  );
}
