import { render } from 'preact-render-to-string';
import type { ReportInput } from '../reporter.ts';
import { ReportDocument } from './document.tsx';
import { reportData } from './report-data.ts';

/** Returns the page of a run. */
export function renderDocument(input: ReportInput): string {
  return `<!doctype html>\n${render(<ReportDocument data={reportData(input)} />)}\n`;
}
