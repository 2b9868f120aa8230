import { Document, isNode } from 'yaml';
import type { WrittenScenario } from '../scenario/written-scenario.ts';

/** Returns a scenario as the text of a file, with comments before it, and before each expectation what it means. It reads back as the same scenario. */
export function scenarioText(scenario: WrittenScenario, comments: readonly string[], meanings: readonly string[] = []): string {
  const head = comments.flatMap((comment) => comment.split('\n')).map((line) => `# ${line}`.trimEnd());
  const document = new Document(withoutVariables(scenario));
  for (const [index, meaning] of meanings.entries()) {
    const node = document.getIn(['expect', index], true);
    if (isNode(node)) node.commentBefore = ` ${meaning}`;
  }
  return `${head.join('\n')}\n${document.toString({ lineWidth: 0 })}`;
}

/** A file's `$` begins a variable; `$$` is the character itself. */
function withoutVariables(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutVariables(member)]));
}
