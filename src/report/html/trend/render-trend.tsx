import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { count } from '../../format.ts';
import type { Trend } from '../../trend.ts';
import { visible } from '../../visible.ts';
import { Page } from '../page.tsx';
import { TrendSection } from './trend-section.tsx';

interface TrendPage {
  readonly trends: readonly Trend[];
  /** Version of faultline that makes the page. */
  readonly faultline: string;
}

/** Returns the page of scenarios over their runs. */
export function renderTrendPage(page: TrendPage): string {
  return `<!doctype html>\n${render(<TrendDocument {...page} />)}\n`;
}

function TrendDocument({ trends, faultline }: TrendPage): VNode {
  const title = `${count(trends.length, 'scenario')} over time`;
  return (
    <Page title={title} faultline={faultline} styles={['report-style.css', 'pages-style.css']} script="pages.js">
      <header class="first">
        <h1>{title}</h1>
      </header>
      <main>
        {trends.map((trend) => (
          <TrendSection trend={trend} />
        ))}
      </main>
      <footer>
        <p>{`Made by faultline ${visible(faultline)}. Runs stand in order of time; a dotted line is where engine, kernel, images, scenario or faultline changed: the table says what.`}</p>
      </footer>
    </Page>
  );
}
