import type { Registries } from './registries.ts';

const kinds = { faults: 'fault', checks: 'check', triggers: 'trigger', reporters: 'report', probes: 'probe' } as const;

/** Words that stand beside these names: keys of a step and of a condition, commands of `attack`, values of `--format`. */
const reserved: Readonly<Record<keyof Registries, readonly string[]>> = {
  faults: ['name', 'at', 'after', 'every', 'times', 'jitter', 'when', 'random', 'help'],
  checks: [],
  triggers: ['within'],
  reporters: ['default'],
  probes: [],
};

const historyFile = 'history.ndjson';

/** Returns what is wrong with the names that a configuration gives, one sentence each. */
export function nameProblems(added: Registries, own: Registries): string[] {
  const problems = (Object.keys(kinds) as (keyof Registries)[]).flatMap((kind) => {
    const ownNames = own[kind].map(({ name }) => name);
    const names = added[kind].map(({ name }) => name);
    return [
      ...repeated(names).map((name) => `two ${kinds[kind]}s are called ${name}`),
      ...names.filter((name) => ownNames.includes(name)).map((name) => `faultline has a ${kinds[kind]} called ${name} itself`),
      ...names
        .filter((name) => reserved[kind].includes(name))
        .map((name) => `a ${kinds[kind]} cannot be called ${name}: the word has a meaning there`),
    ];
  });
  const files = [historyFile, ...own.reporters.map(({ fileName }) => fileName)];
  const taken = added.reporters.filter(({ fileName }) => files.includes(fileName));
  const twice = repeated(added.reporters.map(({ fileName }) => fileName));
  return [
    ...problems,
    ...taken.map(({ name, fileName }) => `the report ${name} would overwrite ${fileName}, which faultline writes`),
    ...twice.map((fileName) => `two reports write ${fileName}`),
  ];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
