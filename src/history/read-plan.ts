import { runSchemas } from './schemas/run-schemas.ts';
import type { JsonValue } from './json-value.ts';
import { openToRead, readLines } from './read-lines.ts';

/** The plan is the second event; a few more lines are looked at in case that changes. */
const MOST_LINES = 5;

/** Returns the plan at the beginning of a history file, without reading the rest of it; undefined when there is none. */
export async function readPlan(path: string): Promise<JsonValue | undefined> {
  const file = await openToRead(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    let line = 0;
    for await (const text of readLines(file, path)) {
      const event = runSchemas.plan.safeParse(parse(text));
      if (event.success) return event.data.plan;
      if ((line += 1) >= MOST_LINES) return undefined;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
