const harmless = /^[\w%+,./:=@-]+$/;

/** Returns the word as bash, zsh and ksh read it back unchanged; quoted only when it must be, and always on one line. */
export function shellQuote(word: string): string {
  if (harmless.test(word)) return word;
  // Control and direction-changing characters must not reach a terminal, and a pasted line must stay one line.
  if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(word)) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const bytes = [...Buffer.from(word, 'utf8')].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte),
  );
  return `$'${bytes.join('')}'`;
}
