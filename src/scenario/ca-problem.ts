import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A file larger than this holds something else. */
const LARGEST_BYTES = 4 * 1024 * 1024;

const NO_CERTIFICATE = 'holds no certificate in PEM that can be read';

/** Returns why a file cannot serve as the certificates to trust; undefined when it can. */
export function caProblem(path: string): string | undefined {
  let text: string;
  try {
    const found = statSync(path);
    // A device or a pipe might never end.
    if (!found.isFile()) return 'is no file';
    const { size } = found;
    if (size > LARGEST_BYTES) return 'is too large for a file of certificates';
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' ? 'does not exist' : `cannot be read (${String(code)})`;
  }
  try {
    // Of several certificates it reads the first.
    return new X509Certificate(text).raw.length > 0 ? undefined : NO_CERTIFICATE;
  } catch {
    return NO_CERTIFICATE;
  }
}
