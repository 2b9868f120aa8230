export const severalVersions = '%';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export interface VersionLane {
  readonly cells: readonly string[];
  /** What each character stands for, by version. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Returns a character for each version: itself where it is one, else a letter. */
export function versionKeys(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name, index) => [name, /^[\w]$/.test(name) ? name : (letters[index] ?? '?')]));
}

/** Returns the character for the versions that there were: a blank for none. */
export function versionSymbol(counts: Readonly<Record<string, number>>, keys: ReadonlyMap<string, string>): string {
  const present = Object.keys(counts).filter((name) => (counts[name] ?? 0) > 0);
  return present.length > 1 ? severalVersions : (keys.get(present[0] ?? '') ?? ' ');
}

/** Returns what the characters of a lane stand for. */
export function versionLegend(label: string, { cells, keys }: VersionLane): string {
  const words = [...keys].map(([name, key]) => (key === name ? key : `${key} ${name}`));
  return `${label}: ${[...words, ...(cells.includes(severalVersions) ? [`${severalVersions} several`] : [])].join(', ')}`;
}
