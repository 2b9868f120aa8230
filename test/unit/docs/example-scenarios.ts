import { readFileSync } from 'node:fs';

export interface ExampleScenario {
  readonly text: string;
  /** Line of its first line in the page. */
  readonly line: number;
  /** What a run of it must come to: passed, unless a comment `<!-- verdict: failed -->` stands before the block. */
  readonly verdict: string;
}

/** Returns the YAML blocks of a page that are whole scenarios, as they have a name and subjects. */
export function exampleScenarios(page: string): ExampleScenario[] {
  const markdown = readFileSync(page, 'utf8');
  return [...markdown.matchAll(/(?:<!-- verdict: (\w+) -->\s+)?^```yaml\n([\s\S]*?)^```$/gm)].flatMap((match) => {
    const [whole, verdict = 'passed', text = ''] = match;
    if (!/^name: /m.test(text) || !/^(containers|attach):/m.test(text)) return [];
    const line = markdown.slice(0, match.index + whole.indexOf(text)).split('\n').length;
    return [{ text, line, verdict }];
  });
}
