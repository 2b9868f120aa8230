/** Returns the images that a Dockerfile is built on, as `FROM` names them once its build arguments are filled in. */
export function baseReferences(dockerfile: string, args: Readonly<Record<string, string>>): readonly string[] {
  const values = new Map<string, string>();
  const references: string[] = [];
  for (const line of dockerfile.split('\n')) {
    const [, name, fallback = ''] = /^\s*ARG\s+(\w+)(?:=(\S*))?/i.exec(line) ?? [];
    if (name !== undefined) values.set(name, args[name] ?? fallback);
    const [, from] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)/i.exec(line) ?? [];
    if (from !== undefined) references.push(filledIn(from, values));
  }
  return references;
}

function filledIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g, (_, bare?: string, braced?: string, fallback = '') => {
    const value = values.get(bare ?? braced ?? '') ?? '';
    return value === '' ? String(fallback) : value;
  });
}
