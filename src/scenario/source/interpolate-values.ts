import { interpolate, InterpolationError, type Environment } from './interpolate.ts';
import type { Path } from './source.ts';

export interface ValueFinding {
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

export interface InterpolatedValue {
  readonly value: unknown;
  readonly problems: readonly ValueFinding[];
  readonly warnings: readonly ValueFinding[];
  /** Paths (as JSON) of the texts that changed: where a number belongs, they may stand for one. */
  readonly changed: ReadonlySet<string>;
}

/** Returns the value with every text in it interpolated; keys stay as they are, as in Compose. */
export function interpolateValues(value: unknown, environment: Environment): InterpolatedValue {
  const problems: ValueFinding[] = [];
  const warnings: ValueFinding[] = [];
  const changed = new Set<string>();
  const replace = (text: string, path: Path): string => {
    try {
      const result = interpolate(text, environment);
      if (result.text !== text) changed.add(JSON.stringify(path));
      for (const name of result.unset) {
        warnings.push({ path, message: `\`${name}\` is not set and becomes nothing`, fix: `set it, or write \`\${${name}:-default}\`` });
      }
      return result.text;
    } catch (error) {
      if (!(error instanceof InterpolationError)) throw error;
      problems.push({ path, message: error.message, fix: error.fix });
      return text;
    }
  };
  return { value: mapTexts(value, [], replace), problems, warnings, changed };
}

function mapTexts(value: unknown, path: Path, replace: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return value.includes('$') ? replace(value, path) : value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => mapTexts(item, [...path, index], replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, [...path, key], replace)]));
}
