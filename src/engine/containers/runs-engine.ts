const programs: ReadonlySet<string> = new Set(['dockerd', 'dockerd-entrypoint.sh', 'dockerd-rootless.sh']);

/** Returns whether a first process of these words is a Docker daemon, as in the images docker:dind. */
export function runsEngine(words: readonly string[]): boolean {
  return words.some((word) => programs.has(word.split('/').at(-1) ?? ''));
}
