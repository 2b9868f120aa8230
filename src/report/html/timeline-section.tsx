import type { VNode } from 'preact';
import { formatTime } from '../format.ts';
import { placed } from './axis-scale.ts';
import { axisTicks } from './axis-ticks.ts';
import { FaultLane } from './fault-lane.tsx';
import { joinWindows } from './join-windows.ts';
import { Lane } from './lane.tsx';
import { LoadGroup } from './load-group.tsx';
import { PictureTables } from './picture-tables.tsx';
import type { ReportData } from './report-data.ts';
import { StateLegend } from './state-legend.tsx';
import { SubjectGroup } from './subject-group.tsx';
import type { Window } from '../../analysis/analysis.ts';

const MOST_TICKS = 11;
const help =
  'Hover, or focus the picture and press the left and right arrow keys, to read all lanes at one instant. Drag, hold Ctrl and turn the wheel, or press + and − to zoom; 0 shows all again.';

/** The run on one time axis. */
export function TimelineSection({ data }: { readonly data: ReportData }): VNode {
  const { axis } = data;
  return (
    <section id="timeline" aria-labelledby="timeline-heading">
      <div class="heading">
        <h2 id="timeline-heading">Timeline</h2>
        {axis === undefined ? null : <Tools data={data} />}
      </div>
      {axis === undefined ? <p class="none">Nothing was measured, so there is no time to draw.</p> : <Picture data={data} axis={axis} />}
    </section>
  );
}

function Tools({ data }: { readonly data: ReportData }): VNode {
  return (
    <>
      <StateLegend data={data} />
      <div class="zoom scripted" role="group" aria-label="Zoom">
        <button type="button" data-zoom-by="2" aria-label="Zoom in">
          +
        </button>
        <button type="button" data-zoom-by="0.5" aria-label="Zoom out">
          −
        </button>
        <button type="button" data-zoom-all aria-label="Show the whole run">
          All
        </button>
      </div>
    </>
  );
}

function Picture({ data, axis }: { readonly data: ReportData; readonly axis: Window }): VNode {
  return (
    <>
      <p class="help scripted" id="timeline-help">
        {help}
      </p>
      <div
        class="picture"
        id="picture"
        role="group"
        aria-label="Timeline of the run; the same as tables below it"
        aria-describedby="timeline-help"
      >
        <Backdrop data={data} axis={axis} />
        <div class="scale">
          {data.phases.length === 0 ? null : <PhaseLane data={data} axis={axis} />}
          <Lane label="time" size="ticks">
            <Ticks axis={axis} />
          </Lane>
        </div>
        <FaultLane faults={data.faults} axis={axis} />
        {data.loads.map((load) => (
          <LoadGroup load={load} axis={axis} />
        ))}
        {data.subjects.map((subject) => (
          <SubjectGroup subject={subject} axis={axis} />
        ))}
        <div class="readout" id="readout" hidden />
      </div>
      <p class="unseen" role="status" aria-live="polite" id="spoken" />
      <PictureTables data={data} />
    </>
  );
}

function Ticks({ axis }: { readonly axis: Window }): VNode {
  return (
    <div class="marks" data-ticks>
      {axisTicks(axis.fromMs, axis.untilMs, MOST_TICKS).map(({ atMs, text }) => (
        <span class="tick" style={placed(axis, atMs)}>
          {text}
        </span>
      ))}
    </div>
  );
}

function PhaseLane({ data, axis }: { readonly data: ReportData; readonly axis: Window }): VNode {
  return (
    <Lane label="phase" size="phases">
      {data.phases.map(({ name, fromMs, untilMs }) => (
        <span
          class={`phase ${name}`}
          style={placed(axis, fromMs, untilMs)}
          title={`${name}: ${formatTime(fromMs)} – ${formatTime(untilMs)}`}
        >
          <span>{name}</span>
        </span>
      ))}
    </Lane>
  );
}

/** What goes through all lanes: the grid, outages, faults, and where the reader points. */
function Backdrop({ data, axis }: { readonly data: ReportData; readonly axis: Window }): VNode {
  const outages = joinWindows(data.loads.flatMap(({ streams }) => streams.flatMap((stream) => stream.outages)));
  return (
    <div class="backdrop" aria-hidden="true" id="plane">
      <div data-grid>
        {axisTicks(axis.fromMs, axis.untilMs, MOST_TICKS).map(({ atMs }) => (
          <i class="line" style={placed(axis, atMs)} />
        ))}
      </div>
      {outages.map(({ fromMs, untilMs }) => (
        <i class="outage-shade" style={placed(axis, fromMs, untilMs)} />
      ))}
      {data.phases.slice(1).map(({ fromMs }) => (
        <i class="line phase-line" style={placed(axis, fromMs)} />
      ))}
      {data.faults.marks.map(({ atMs }) => (
        <i class="line fault-line" style={placed(axis, atMs)} />
      ))}
      <i class="selection" id="selection" hidden />
      <i class="crosshair" id="crosshair" hidden />
    </div>
  );
}
