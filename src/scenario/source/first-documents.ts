import { Composer, Lexer, Parser, type CST, type Document } from 'yaml';

/** Fifty times what a person writes. Each takes some microseconds, and one that is wrong ten of them. */
const MOST_TOKENS = 50_000;
/** More than a scenario may have; yaml's composer calls itself at each level, and would overflow the stack after some thousands. */
const DEEPEST = 200;

/** A text that is not read to its end. */
export class Unreadable extends Error {
  readonly fix: string;
  readonly offset: number;

  constructor(message: string, fix: string, offset: number) {
    super(message);
    this.fix = fix;
    this.offset = offset;
  }
}

/**
 * Returns the first document of a YAML text and, when there is one, the second: no more is read.
 * @throws Unreadable
 */
export function firstDocuments(text: string): readonly Document.Parsed[] {
  const composer = new Composer({
    merge: true,
    // yaml's own search for duplicate keys is quadratic: 60 000 keys take half a minute.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens(text))) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

function* tokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MOST_TOKENS) throw new Unreadable(`more than ${MOST_TOKENS} words and signs`, 'is it a scenario? split it', parser.offset);
    if (parser.stack.length > DEEPEST) throw new Unreadable('nested too deeply', 'check the brackets and the indentation', parser.offset);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
