import type { JsonValue } from '../../history/json-value.ts';
import type { RunTraits } from '../run-traits.ts';

/** Where in the file something stands, and how often it ran, is no difference in what it says. */
const leftOut: ReadonlySet<string> = new Set(['source', 'repeat', 'tags', 'name', 'commandSource']);
const LONGEST = 60;

/** Returns what a plan says of its scenario, value by value: 'services.web.deploy.order' and the like. Empty without a plan. */
export function scenarioTraits(plan: JsonValue | undefined): RunTraits {
  const traits: Record<string, string> = {};
  if (isRecord(plan)) collect(plan['scenario'], [], traits);
  return traits;
}

function collect(value: JsonValue | undefined, path: readonly string[], traits: Record<string, string>): void {
  if (isRecord(value)) {
    // A comparison such as '>= 99.5%' is also stored in its parts.
    if (typeof value['text'] === 'string' && 'operator' in value) traits[path.join('.')] = value['text'];
    else for (const [key, inner] of Object.entries(value)) if (!leftOut.has(key)) collect(inner, [...path, key], traits);
    return;
  }
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    value.forEach((item: JsonValue, index) => collect(item, [...path, String(index + 1)], traits));
    return;
  }
  if (value === undefined) return;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  traits[path.join('.')] = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function isRecord(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
