/** Returns the names with a number added to each that was there before. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let different = name;
    for (let n = 2; taken.has(different); n += 1) different = `${name} (${n})`;
    taken.add(different);
    return different;
  });
}
