import { render } from 'preact-render-to-string';
import { ComparisonDocument, type ComparisonPage } from './comparison-document.tsx';

/** Returns the page of a comparison. */
export function renderComparisonPage(page: ComparisonPage): string {
  return `<!doctype html>\n${render(<ComparisonDocument {...page} />)}\n`;
}
