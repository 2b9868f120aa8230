const LONGEST = 40;

/** Hands out names for subjects: what something is called, in the letters that a scenario allows, each once. */
export class SubjectNames {
  readonly #taken = new Set<string>();

  /** Returns a name that has not been given yet. */
  take(wanted: string): string {
    const plain = wanted
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '')
      .slice(0, LONGEST);
    const base = plain === '' ? 'target' : plain;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) {
      const suffix = `-${count}`;
      name = `${base.slice(0, LONGEST - suffix.length)}${suffix}`;
    }
    this.#taken.add(name);
    return name;
  }
}
