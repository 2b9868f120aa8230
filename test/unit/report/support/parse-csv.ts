const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;

/** Returns the records of a document by RFC 4180, each line of which ends with CRLF; throws when it is none. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`no CSV at: ${text.slice(at, at + 60)}`);
    const [, quoted, plain = '', end] = match;
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== '\r\n') continue;
    records.push(record);
    record = [];
  }
  const columns = new Set(records.map(({ length }) => length));
  if (columns.size > 1) throw new Error(`records of ${[...columns].join(', ')} columns`);
  return records;
}
