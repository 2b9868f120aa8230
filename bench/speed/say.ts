/** Progress: the results alone go to stdout. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
