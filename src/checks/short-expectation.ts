interface Written {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a word before a comparison stands for: a check, and the option that is compared. */
const words: Readonly<Record<string, readonly [kind: string, option: string]>> = {
  availability: ['availability', 'is'],
  outage: ['outage', 'longest'],
  outages: ['outage', 'count'],
  latency: ['latency', 'p99'],
  p50: ['latency', 'p50'],
  p90: ['latency', 'p90'],
  p99: ['latency', 'p99'],
  'p99.9': ['latency', 'p999'],
  p999: ['latency', 'p999'],
  max: ['latency', 'max'],
  restarts: ['restarts', 'is'],
  recovery: ['recovery', 'within'],
  replicas: ['replicas', 'is'],
  tasks: ['tasks', 'times'],
};

const SHORT =
  /^(?<word>[a-z][\w.-]*)(?: +(?!(?:of|on) )(?<version>[^\s<>=!]+))?(?: +of +(?<of>\S+))?(?: +on +(?<stream>new|keep-alive))? *(?<bound>(?:==|!=|<=|>=|<|>) *\S.*)$/;

/**
 * Returns the expectation of a comparison such as `availability of users >= 99%`, `p99 <= 50ms`, `outage.total <= 2s` or `version 2 == 100%`; `on new`
 * and `on keep-alive` name a stream. Undefined when the text is no such comparison, or begins with a word that has no meaning in one.
 */
export function readShort(text: string): Written | undefined {
  const { word = '', version, of, stream, bound = '' } = SHORT.exec(text.trim())?.groups ?? {};
  const about = { ...(of !== undefined && { of }), ...(stream !== undefined && { stream }) };
  if (version !== undefined) {
    return /^versions?$/.test(word) ? { kind: 'versions', options: { ...about, share: { [version]: bound } } } : undefined;
  }
  const [kind, option]: readonly (string | undefined)[] = words[word] ?? word.split('.');
  return kind === undefined || option === undefined ? undefined : { kind, options: { ...about, [option]: bound } };
}

/** Returns the word that a comparison begins with; undefined when the text is none. */
export function comparedWord(text: string): string | undefined {
  return SHORT.exec(text.trim())?.groups?.['word'];
}

/** Every word that a comparison may begin with. */
export const comparableWords: readonly string[] = [...Object.keys(words), 'version'];
