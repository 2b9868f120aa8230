import { Command } from 'commander';
import { scenarioJsonSchema } from '../scenario/scenario-json-schema.ts';
import { registries } from '../suite/registries.ts';

const EXAMPLES = `
Examples:
  faultline schema > scenario.schema.json

Then, as the first line of a scenario file, for completion in editors:
  # yaml-language-server: $schema=./scenario.schema.json`;

/** Returns the command `faultline schema`. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Print the JSON Schema of scenario files')
    .addHelpText('after', EXAMPLES)
    .action(() => console.log(JSON.stringify(scenarioJsonSchema(registries), undefined, 2)));
}
