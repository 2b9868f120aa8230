import type { Reporter } from './reporter.ts';

/** result.json: the contract with other tools. */
export const json: Reporter = {
  name: 'json',
  summary: 'Every figure and verdict of the run, for other tools; its fields are a contract.',
  fileName: 'result.json',
  render: ({ result }) => `${JSON.stringify(result, null, 2)}\n`,
};
