import type { VNode } from 'preact';
import { formatTime } from '../format.ts';
import type { ReportData } from './report-data.ts';

/** The events of the history that the page refers to. */
export function EventsSection({ data: { events } }: { readonly data: ReportData }): VNode {
  const { list, total } = events;
  return (
    <section id="events" aria-labelledby="events-heading">
      <h2 id="events-heading">Events</h2>
      <p class="note">{`${list.length} of the ${total} events in history.ndjson: those that the report refers to. Numbers are their seq.`}</p>
      <details open={list.length <= 60}>
        <summary>Show them</summary>
        <ol class="events">
          {list.map(({ seq, atMs, type, text, json }) => (
            <li id={`e${seq}`} tabIndex={-1}>
              <details>
                <summary>
                  <span class="seq">{`#${seq}`}</span> <time>{formatTime(atMs)}</time> <span class="type">{type}</span> <span>{text}</span>
                </summary>
                <code>{json}</code>
              </details>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
