import type { VNode } from 'preact';
import type { ReportData } from './report-data.ts';

/** Links to the events of a row, as far as the page quotes them. */
export function EventLinks({
  data,
  seqs,
  most = 4,
}: {
  readonly data: ReportData;
  readonly seqs: readonly number[];
  readonly most?: number;
}): VNode {
  const shown = [...new Set(seqs)].slice(0, most);
  const more = new Set(seqs).size - shown.length;
  return (
    <>
      {shown.map((seq) => {
        const name = `#${seq}`;
        return data.events.has(seq) ? (
          <a class="event" href={`#e${seq}`} aria-label={`event ${seq}`}>
            {name}
          </a>
        ) : (
          <span class="event">{name}</span>
        );
      })}
      {more > 0 ? <span class="event">{`+${more}`}</span> : null}
    </>
  );
}
