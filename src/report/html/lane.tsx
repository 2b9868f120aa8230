import type { ComponentChildren, VNode } from 'preact';

interface LaneProps {
  readonly label: string;
  /** Smaller, below the label. */
  readonly note?: ComponentChildren;
  /** What decides its height. */
  readonly size: 'ticks' | 'phases' | 'faults' | 'chart' | 'calm' | 'share' | 'bars' | 'rollout';
  readonly rows?: number;
  readonly children: ComponentChildren;
}

/** One lane of the picture: its label, and what was when. */
export function Lane({ label, note, size, rows = 1, children }: LaneProps): VNode {
  return (
    <div class={`lane ${size}`} data-lane={label}>
      <div class="label">
        <span class="name" title={label}>
          {label}
        </span>
        {note === undefined ? null : <span class="about">{note}</span>}
      </div>
      <div class="plot" style={`--rows:${rows}`}>
        {children}
      </div>
    </div>
  );
}
