/** Returns how many of so many running tasks a service loses when it is scaled; without a number it is not scaled. */
export function tasksLost(running: number, replicas = running): number {
  return Math.max(0, running - replicas);
}
