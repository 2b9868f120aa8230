/**
 * Returns whether a path is excluded from a build context by the lines of a .dockerignore: `*`, `?`, `**` and `!` as
 * Docker understands them; the last line that matches a file or a directory above it decides.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function parseDockerignore(text: string): (name: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const isException = line.startsWith('!');
      return { isException, pattern: toPattern(isException ? line.slice(1).trim() : line) };
    });
  return (name) => {
    let isIgnored = false;
    for (const { isException, pattern } of rules) if (pattern.test(name)) isIgnored = !isException;
    return isIgnored;
  };
}

function toPattern(glob: string): RegExp {
  const clean = glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  const source = clean.replace(/\*\*\/?|[*?]|[^*?]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.replace(/[.+^${}()|[\]\\]/, '\\$&');
  });
  return new RegExp(`^${source}(?:/.*)?$`);
}
