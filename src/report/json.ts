import type { Reporter } from './reporter.ts';
import { jsonText } from './json-text.ts';

/** result.json: the contract with other tools. */
export const json: Reporter = {
  name: 'json',
  summary: 'Every figure and verdict of the run, for other tools; its fields are a contract.',
  fileName: 'result.json',
  render: ({ result }) => `${jsonText(result)}\n`,
};
