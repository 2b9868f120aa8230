/** Part of a request's body. */
export type Members = Readonly<Record<string, unknown>>;

/** Returns the members that are not undefined, so that the engine's own default holds for the others. */
export function present(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
