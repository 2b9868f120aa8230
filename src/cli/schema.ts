import { Argument, type Command } from 'commander';
import { historyJsonSchema } from '../history/history-json-schema.ts';
import { comparisonJsonSchema } from '../report/compare/comparison-json-schema.ts';
import { measureJsonSchema } from '../report/measure-result.ts';
import { resultJsonSchema } from '../report/result-json-schema.ts';
import { suiteJsonSchema } from '../report/suite-json-schema.ts';
import { scenarioJsonSchema } from '../scenario/scenario-json-schema.ts';
import type { KnownDefinitions } from '../suite/known-definitions.ts';

const EXAMPLES = `
Examples:
  faultline schema > scenario.schema.json
  faultline schema result          of result.json
  faultline schema history         of one line of history.ndjson
  faultline schema measure         of what measure --json prints
  faultline schema run             of what run --json prints
  faultline schema compare         of what compare --json prints

Then, as the first line of a scenario file, for completion in editors:
  # yaml-language-server: $schema=./scenario.schema.json`;

const schemas = {
  scenario: scenarioJsonSchema,
  result: resultJsonSchema,
  history: historyJsonSchema,
  measure: measureJsonSchema,
  run: suiteJsonSchema,
  compare: comparisonJsonSchema,
} as const;

/** Gives `faultline schema` its options and what it does. */
export function equipSchema(command: Command, definitions: KnownDefinitions): void {
  command
    .addArgument(new Argument('[document]', 'what it describes').choices(Object.keys(schemas)).default('scenario'))
    .addHelpText('after', EXAMPLES)
    .action((document: keyof typeof schemas) => console.log(JSON.stringify(schemas[document](definitions), undefined, 2)));
}
