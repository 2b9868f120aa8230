import { FaultlineError } from '../errors/faultline-error.ts';
import type { LoadSpec, Scenario } from '../scenario/scenario.ts';

/**
 * Refuses scenarios that run programs on this machine, unless the person who runs them has said so: a scenario file may come from anywhere.
 * @throws FaultlineError ERR_USAGE with every such load, its file and line
 */
export function requireAllowedCommands(scenarios: ReadonlyMap<string, Pick<Scenario, 'load'>>, allowed: boolean): void {
  if (allowed) return;
  const found = [...scenarios].flatMap(([file, { load }]) => Object.entries(load).flatMap(([name, spec]) => commandOf(file, name, spec)));
  if (found.length === 0) return;
  const which = found.length === 1 ? 'A load runs a program' : 'Loads run programs';
  throw new FaultlineError(
    'ERR_USAGE',
    `${which} on this machine, which has not been allowed:\n${found.map((line) => `  ${line}`).join('\n')}`,
    {
      hint: 'Read what is run, and add --allow-commands (in a program: allowCommands: true) when you trust it.',
    },
  );
}

function commandOf(file: string, name: string, { command, commandSource }: LoadSpec): string[] {
  if (command === undefined) return [];
  const line = commandSource === undefined || commandSource.line === 0 ? '' : `:${commandSource.line}`;
  return [`${file}${line}  load ${name}: ${JSON.stringify(command)}`];
}
