import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';

/** Where the build puts them: beside this file in the package; from the sources, in dist/. */
const directory = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, '../../../dist/report/html') : import.meta.dirname;
/** What `scripts/build-report-client.mjs` makes: of the page of one run, and of the pages over several. */
export type ReportAsset = 'report.js' | 'report-style.css' | 'pages.js' | 'pages-style.css';

const read = new Map<string, string>();

/**
 * Returns a script or a style sheet of the pages.
 * @throws ERR_INTERNAL when it was not built.
 */
export function reportAsset(name: ReportAsset): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const path = join(directory, name);
  try {
    const text = readFileSync(path, 'utf8').trim();
    read.set(name, text);
    return text;
  } catch (cause) {
    throw new FaultlineError('ERR_INTERNAL', `${path} cannot be read: ${describeError(cause)}`, {
      hint: 'Build it: npm run build.',
      cause,
    });
  }
}
