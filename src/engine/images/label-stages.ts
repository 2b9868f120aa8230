/** A Dockerfile with labels in each of its stages. */
export interface LabelledDockerfile {
  readonly text: string;
  /** Returns which line of the original a line of the text is, both from 1 on. */
  readonly originalLine: (line: number) => number;
}

const ESCAPE = /^\s*#\s*escape\s*=\s*(\S)/i;

/**
 * Returns the Dockerfile with the labels right after each `FROM`, so that also what a build leaves when it fails or is cut off is known by them: the engine
 * applies the labels of a request to the last stage, in a last step.
 * @see https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageBuild
 */
export function labelStages(dockerfile: string, labels: Readonly<Record<string, string>>): LabelledDockerfile {
  const original: number[] = [];
  const lines: string[] = [];
  const escape = escapeOf(dockerfile);
  const words = Object.entries(labels).map((pair) => pair.map((text) => quoted(text, escape)).join('='));
  let instruction = '';
  for (const [index, line] of dockerfile.split('\n').entries()) {
    lines.push(line);
    original.push(index + 1);
    // Neither begins nor ends an instruction, not even inside one.
    if (/^\s*(#|$)/.test(line)) continue;
    instruction += line;
    if (line.trimEnd().endsWith(escape)) continue;
    if (words.length > 0 && /^\s*FROM\s/i.test(instruction)) {
      lines.push(`LABEL ${words.join(' ')}`);
      original.push(index + 1);
    }
    instruction = '';
  }
  return { text: lines.join('\n'), originalLine: (line) => original[line - 1] ?? line };
}

/** As it stands, where a quote would end it and a dollar sign be a variable. */
function quoted(text: string, escape: string): string {
  return `"${text.replace(/["$\\`]/g, (sign) => (sign === '"' || sign === '$' || sign === escape ? escape + sign : sign))}"`;
}

/** Directives come before everything else. */
function escapeOf(dockerfile: string): string {
  for (const line of dockerfile.split('\n')) {
    const [, escape] = ESCAPE.exec(line) ?? [];
    if (escape !== undefined) return escape;
    if (!/^\s*#/.test(line)) break;
  }
  return '\\';
}
