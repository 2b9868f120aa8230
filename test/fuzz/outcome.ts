/** What reading a file is allowed to take: of a processor's time, so that a busy machine is not taken for a slow reader. */
const LIMIT_MS = 1000;

export interface Outcome {
  readonly accepted: boolean;
  readonly tookMs: number;
  /** How many problems a refused file has. */
  readonly problems: number;
  /** What must not be: undefined when all is well. */
  readonly wrong?: string | undefined;
}

/** Characters with which a text could write into the terminal that it is printed on. */
export const hidden = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Returns what the reading said, with the time that it took; too much of it is wrong, too, and so is a changed prototype. */
export async function timed(read: () => Promise<Omit<Outcome, 'tookMs'>>): Promise<Outcome> {
  const begun = process.cpuUsage();
  const { accepted, problems, wrong } = await read();
  const { user, system } = process.cpuUsage(begun);
  const tookMs = (user + system) / 1000;
  const found = wrong ?? polluted() ?? (tookMs > LIMIT_MS ? 'slow' : undefined);
  return { accepted, problems, tookMs, ...(found !== undefined && { wrong: found }) };
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype];
const before = new Set(prototypes.flatMap((prototype) => Reflect.ownKeys(prototype)));

function polluted(): string | undefined {
  const added = prototypes.flatMap((prototype) => Reflect.ownKeys(prototype)).filter((key) => !before.has(key));
  return added.length === 0 ? undefined : `a prototype was changed: ${added.map(String).join()}`;
}
