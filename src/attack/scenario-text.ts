import { Document, isNode } from 'yaml';
import type { WrittenScenario } from '../scenario/written-scenario.ts';

/** Values that may be secrets. */
const SECRET_KEYS = ['headers', 'environment'];

/**
 * Returns a scenario as the text of a file, with comments before it, and before each expectation what it means. It reads back as the same scenario; with
 * `secrets: 'left-out'`, for a file that is passed on with the results of a run, once the variables are set that stand for the values of headers and
 * environments.
 */
export function scenarioText(
  scenario: WrittenScenario,
  comments: readonly string[],
  { meanings = [], secrets }: { readonly meanings?: readonly string[]; readonly secrets: 'left-out' | 'written' },
): string {
  const head = comments.flatMap((comment) => comment.split('\n')).map((line) => `# ${line}`.trimEnd());
  const document = new Document(withoutVariables(scenario, secrets === 'left-out' ? SECRET_KEYS : []));
  for (const [index, meaning] of meanings.entries()) {
    const node = document.getIn(['expect', index], true);
    if (isNode(node)) node.commentBefore = ` ${meaning}`;
  }
  return `${head.join('\n')}\n${document.toString({ lineWidth: 0 })}`;
}

/** A file's `$` begins a variable; `$$` is the character itself. */
function withoutVariables(value: unknown, secretKeys: readonly string[]): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map((item) => withoutVariables(item, secretKeys));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]): [string, unknown] => {
    return [key, secretKeys.includes(key) && isMapping(member) ? withVariables(member) : withoutVariables(member, secretKeys)];
  });
  return Object.fromEntries(members);
}

function withVariables(values: object): unknown {
  return Object.fromEntries(Object.keys(values).map((name) => [name, `\${${variableName(name)}:?its value was not written down}`]));
}

function variableName(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_');
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
