import { render } from 'preact-render-to-string';
import { SuiteDocument, type SuitePage } from './suite-document.tsx';

/** Returns the page of many runs. */
export function renderSuitePage(page: SuitePage): string {
  return `<!doctype html>\n${render(<SuiteDocument {...page} />)}\n`;
}
