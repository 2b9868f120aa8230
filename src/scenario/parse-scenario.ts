import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { Definitions } from './definition.ts';
import type { ParseResult } from './parse-result.ts';
import { problemsIn, sortProblems } from './problem/locate-problems.ts';
import type { Problem } from './problem/problem.ts';
import type { Environment } from './source/interpolate.ts';
import { interpolateValues, type InterpolatedValue } from './source/interpolate-values.ts';
import { objectSource } from './source/object-source.ts';
import type { Path, Source } from './source/source.ts';
import { yamlSource } from './source/yaml-source.ts';
import { castChanged } from './validate/cast-changed.ts';
import { validateValue, type Validation } from './validate/validate-value.ts';

/** Nobody writes a scenario this long; whatever it is, it is not read. */
export const LARGEST_BYTES = 1024 * 1024;

/** Nobody reads more, and finding the place of each takes its time. */
const MOST_PROBLEMS = 200;

export interface ParseOptions {
  /** Where the text comes from, as problems name it. */
  readonly file: string;
  readonly definitions: Definitions;
  /** Variables for `${…}`; process.env when absent. */
  readonly env?: Environment;
  /** What relative paths in the file start from; the file's own directory when absent. */
  readonly baseDir?: string;
}

/** Returns the scenario that a YAML or JSON text holds, or every problem that it has. Never throws for what is in the text. */
export function parseScenario(text: string, options: ParseOptions): ParseResult {
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (Buffer.byteLength(text) > LARGEST_BYTES) return { problems: [tooLarge(options.file)], warnings: [], sha256 };
  const source = yamlSource(text);
  const interpolated = interpolateValues(source.value, options.env ?? process.env);
  return { ...parseSource(source, interpolated, options), sha256 };
}

/** Returns the scenario of a JavaScript object, such as `defineScenario` returns. Nothing is interpolated: the program has its own ways. */
export function parseScenarioObject(value: unknown, options: ParseOptions & { readonly sha256: string }): ParseResult {
  const source = objectSource(value);
  const untouched = { value: source.value, problems: [], warnings: [], changed: new Set<string>() };
  return { ...parseSource(source, untouched, options), sha256: options.sha256 };
}

function parseSource(source: Source, interpolated: InterpolatedValue, options: ParseOptions): Omit<ParseResult, 'sha256'> {
  const { place, at } = problemsIn(options.file, source);
  const syntax = source.problems.map((problem) => place(problem, problem));
  if (source.value === undefined && syntax.length > 0) return { problems: sortProblems(syntax), warnings: [] };
  const { scenario, issues, warnings } = validate(interpolated.value, interpolated.changed, source, options);
  const problems = [...syntax, ...[...interpolated.problems, ...issues].slice(0, MOST_PROBLEMS).map(at)];
  return {
    ...(scenario && problems.length === 0 && { scenario }),
    problems: sortProblems(problems),
    warnings: sortProblems([...interpolated.warnings, ...warnings].slice(0, MOST_PROBLEMS).map(at)),
  };
}

function validate(value: unknown, changed: ReadonlySet<string>, source: Source, options: ParseOptions): Validation {
  const context = {
    definitions: options.definitions,
    env: options.env ?? process.env,
    baseDir: options.baseDir ?? dirname(options.file),
    positionOf: (path: Path) => {
      const { line, column } = source.locate(path, 'key');
      return { line, column };
    },
  };
  const first = validateValue(value, context);
  const cast = castChanged(value, changed, first.issues);
  return cast === undefined ? first : validateValue(cast, context);
}

function tooLarge(file: string): Problem {
  const message = `the file is larger than ${LARGEST_BYTES / 1024 / 1024} MiB`;
  return { file, line: 1, column: 1, message, fix: 'is it a scenario? split it, or move data out of it', excerpt: '', width: 1 };
}
