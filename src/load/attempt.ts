/** Does what this system or this user may not be allowed to do; then nothing happens. */
export function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Not allowed, or not this system.
  }
}
