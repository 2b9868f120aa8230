import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { visible } from '../visible.ts';
import { clientData } from './client-data.ts';
import { escapeJson } from './escape-json.ts';
import { EventsSection } from './events-section.tsx';
import { FirstScreen } from './first-screen.tsx';
import { patterns } from './fills.tsx';
import { OutagesSection } from './outages-section.tsx';
import { reportAsset } from './report-asset.ts';
import type { ReportData } from './report-data.ts';
import { RunSection } from './run-section.tsx';
import { TablesSection } from './tables-section.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** Returns the whole page: everything it needs is in it, and nothing in it can reach out. */
export function ReportDocument({ data }: { readonly data: ReportData }): VNode {
  const script = reportAsset('report.js');
  const numbers = clientData(data);
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={`faultline ${visible(data.result.run.faultline)}`} />
        <title>{`${data.headline.verdict}: ${visible(data.title)}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: reportAsset('report-style.css') }} />
      </head>
      <body>
        <a class="skip" href="#timeline">
          Skip to the timeline
        </a>
        {patterns()}
        <FirstScreen data={data} />
        <main>
          <TimelineSection data={data} />
          <OutagesSection data={data} />
          <TablesSection data={data} />
          <RunSection data={data} />
          <EventsSection data={data} />
        </main>
        <footer>
          <p>
            {`Made by faultline ${visible(data.result.run.faultline)} from history.ndjson, which holds every event and request. Times are counted from the start of the run.`}
          </p>
        </footer>
        {numbers === undefined ? null : (
          <script type="application/json" id="data" dangerouslySetInnerHTML={{ __html: escapeJson(numbers) }} />
        )}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
