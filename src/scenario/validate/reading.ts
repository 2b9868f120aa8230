import type { z } from 'zod';
import type { Definitions, OptionsDefinition } from '../definition.ts';
import type { JsonSchema } from '../grammar/json-schema.ts';
import type { SourcePosition } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import { quoteValue } from '../options/issue-text.ts';
import { isRecord, type Issue } from './issue.ts';
import { checkOf, type KnownNames } from './known-names.ts';
import { issuesOfZod } from './zod-issues.ts';

/** One reading of a file's value: what the parts of the parser share, and where they put what they find wrong. */
export class Reading {
  readonly root: Readonly<Record<string, unknown>>;
  readonly definitions: Definitions;
  readonly names: KnownNames;
  readonly positionOf: (path: Path) => SourcePosition;
  readonly #json: JsonSchema;
  readonly #issues: Issue[] = [];

  constructor(given: {
    readonly root: Readonly<Record<string, unknown>>;
    readonly definitions: Definitions;
    readonly names: KnownNames;
    readonly positionOf: (path: Path) => SourcePosition;
    readonly json: JsonSchema;
  }) {
    this.root = given.root;
    this.definitions = given.definitions;
    this.names = given.names;
    this.positionOf = given.positionOf;
    this.#json = given.json;
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  add(...issues: readonly Issue[]): void {
    this.#issues.push(...issues);
  }

  /** Returns what the schema makes of the value at the path; undefined when it is not valid. */
  parse<T>(schema: z.ZodType<T>, value: unknown, path: Path): T | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    this.add(...issuesOfZod(result.error.issues, { root: this.root, json: this.#json, prefix: path }));
    return undefined;
  }

  /** Returns the options as a mapping; undefined when they are something else. */
  mapping(value: unknown, path: Path, example: string): Readonly<Record<string, unknown>> | undefined {
    if (isRecord(value)) return value;
    this.add({
      path,
      at: 'value',
      message: `${quoteValue(value)} is not a mapping of options`,
      fix: `write \`${example}\``,
    });
    return undefined;
  }

  checkOf(name: unknown, definition: OptionsDefinition, path: Path): void {
    this.add(...checkOf(name, definition, path, this.names));
  }
}
