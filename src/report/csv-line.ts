import { visible } from './visible.ts';

export type CsvCell = string | number;

/** What spreadsheets take for the beginning of a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Returns one record by RFC 4180. Text that a spreadsheet would compute begins with an apostrophe; a number that does not exist is empty. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: CsvCell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : '';
  const text = visible(value);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
