import type { YAMLError } from 'yaml';

interface Words {
  readonly message: string;
  readonly fix?: string;
}

const byCode: Partial<Record<YAMLError['code'], Words>> = {
  TAB_AS_INDENT: { message: 'a tab cannot indent YAML', fix: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { message: 'tags are not supported: nothing in a scenario runs or is converted by a tag', fix: 'remove the tag' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'a mapping cannot begin here', fix: 'put it on its own line, or quote a value that contains `: `' },
  MULTILINE_IMPLICIT_KEY: { message: 'a key cannot span lines', fix: 'check the indentation and the colons around here' },
  BAD_SCALAR_START: { message: 'plain text cannot begin with this character', fix: 'put the text in quotes' },
  BAD_DQ_ESCAPE: { message: 'this escape is unknown in double quotes', fix: "write `\\\\` for a backslash, or use single quotes ('…')" },
  BAD_INDENT: {
    message: 'the indentation does not fit, or a bracket opened before is not closed',
    fix: 'check the brackets and the indentation above',
  },
  MISSING_CHAR: { message: 'something is not closed', fix: 'add the missing quote, bracket or colon' },
  KEY_OVER_1024_CHARS: { message: 'the key is too long', fix: 'check the quotes and colons around here' },
};

/** Returns what a YAML error means to the author of a scenario, and the fix where one is known. */
export function wordsOfYamlError(error: YAMLError): Words {
  const known = byCode[error.code];
  if (error.code === 'MISSING_CHAR' && error.message.includes('quote'))
    return { message: 'a quote is not closed', fix: 'add the closing quote' };
  if (error.code === 'MISSING_CHAR') return { message: lowerFirst(error.message), ...(known?.fix && { fix: known.fix }) };
  if (known) return known;
  return { message: `not valid YAML: ${lowerFirst(error.message)}` };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
