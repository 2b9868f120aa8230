import type { VNode } from 'preact';
import type { Window } from '../../../analysis/analysis.ts';
import type { SharedAxis, SidePictures } from '../../compare/axis-of-sides.ts';
import { count } from '../../format.ts';
import { DRAWING_WIDTH, drawnAt, placed } from '../axis-scale.ts';
import { axisTicks } from '../axis-ticks.ts';
import { Drawing } from '../drawing.tsx';
import { shortName } from '../short-name.ts';
import { pictureText } from '../suite/run-picture.tsx';
import type { RunPicture } from '../../suite-rows.ts';

const TICKS = 10;
const NARROWEST = 25;

/** The runs of both sides below each other, on one axis that begins at the first fault. */
export function SharedPicture({ shared: { axis, sides } }: { readonly shared: SharedAxis }): VNode {
  return (
    <section id="one-axis" class="one-axis">
      <h2>On one axis</h2>
      <p class="note">
        0 s is the first fault of each run. A band means answered, a tall bar in its place an outage; the shaded part is the chaos.
      </p>
      <div class="ticks-row" aria-hidden="true">
        {axisTicks(axis.fromMs, axis.untilMs, TICKS).map(({ atMs, text }) => (
          <span style={placed(axis, atMs)}>{text}</span>
        ))}
      </div>
      <SideRuns letter="A" side={sides[0]} axis={axis} />
      <SideRuns letter="B" side={sides[1]} axis={axis} />
    </section>
  );
}

function SideRuns({ letter, side, axis }: { readonly letter: string; readonly side: SidePictures; readonly axis: Window }): VNode {
  return (
    <div class="side-runs" role="group" aria-label={`Runs of ${letter}`}>
      {side.runs.map(({ id, picture }) => (
        <div class="side-run">
          <span class="side-name" title={shortName(id)}>
            <b>{letter}</b> {shortName(id)}
          </span>
          <span class="strip">
            <Drawing title={`${letter} ${shortName(id)}: ${pictureText(picture)}`}>
              <Bars axis={axis} picture={picture} />
            </Drawing>
          </span>
        </div>
      ))}
      {side.more > 0 ? <p class="more">{`… and ${count(side.more, 'more run')} of ${letter}`}</p> : null}
    </div>
  );
}

function Bars({ axis, picture }: { readonly axis: Window; readonly picture: RunPicture }): VNode {
  const bar = ({ fromMs, untilMs }: Window, least = 0) => {
    const x = drawnAt(axis, fromMs);
    return { x, width: Math.max(least, drawnAt(axis, untilMs) - x) };
  };
  const zero = drawnAt(axis, 0);
  return (
    <>
      {picture.chaos === undefined ? null : <rect class="chaos" {...bar(picture.chaos)} y="0" height="100" />}
      <rect class="answered" {...bar(picture.axis)} y="35" height="30" />
      {picture.outages.slice(0, DRAWING_WIDTH / NARROWEST).map((outage) => (
        <rect class="away" {...bar(outage, NARROWEST)} y="15" height="70" />
      ))}
      <rect class="zero" x={zero} y="0" width="6" height="100" />
    </>
  );
}
