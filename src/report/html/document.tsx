import type { VNode } from 'preact';
import { visible } from '../visible.ts';
import { clientData } from './client-data.ts';
import { EventsSection } from './events-section.tsx';
import { FirstScreen } from './first-screen.tsx';
import { patterns } from './fills.tsx';
import { OutagesSection } from './outages-section.tsx';
import { Page } from './page.tsx';
import type { ReportData } from './report-data.ts';
import { RunSection } from './run-section.tsx';
import { TablesSection } from './tables-section.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** Returns the page of a run. */
export function ReportDocument({ data }: { readonly data: ReportData }): VNode {
  const { faultline } = data.result.run;
  return (
    <Page
      title={`${data.headline.verdict}: ${data.title}`}
      faultline={faultline}
      styles={['report-style.css']}
      script="report.js"
      data={clientData(data)}
    >
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
          {`Made by faultline ${visible(faultline)} from history.ndjson, which holds every event and request. Times are counted from the start of the run.`}
        </p>
      </footer>
    </Page>
  );
}
