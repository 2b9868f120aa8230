/** What expressions can name: `inputs`, `steps` and so on. */
export interface Contexts {
  readonly [name: string]: Contexts | string;
}

/** Returns a text with its `${{ }}` replaced, as GitHub does before anything runs. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => valueOf(expression, contexts));
}

/** Returns whether a step runs, by its `if`; without one, as long as no step has failed. */
export function holds(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
  const terms = (condition ?? 'success()').split('&&').map((term) => term.trim());
  const asksForStatus = terms.some((term) => /^(always|success|failure)\(\)$/.test(term));
  return (asksForStatus || !failed) && terms.every((term) => isTrue(term, contexts, failed));
}

function isTrue(term: string, contexts: Contexts, failed: boolean): boolean {
  if (term === 'always()') return true;
  if (term === 'success()') return !failed;
  if (term === 'failure()') return failed;
  const [, left = '', operator, right = ''] = /^(\S+) (==|!=) (\S+)$/.exec(term) ?? [];
  if (operator === undefined) throw new Error(`This runner does not know the condition ${term}.`);
  return (valueOf(left, contexts) === valueOf(right, contexts)) === (operator === '==');
}

/** What is not there is empty, as in GitHub's expressions. */
function valueOf(expression: string, contexts: Contexts): string {
  const [, quoted] = /^'([^']*)'$/.exec(expression) ?? [];
  if (quoted !== undefined) return quoted;
  if (!/^[\w.-]+$/.test(expression)) throw new Error(`This runner does not know the expression ${expression}.`);
  let found: Contexts | string | undefined = contexts;
  for (const name of expression.split('.')) found = typeof found === 'object' ? found[name] : undefined;
  if (typeof found === 'object') throw new Error(`${expression} is not one value.`);
  return found ?? '';
}
