/** Returns a number with its noun: '1 request', '3 requests'. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
