import type { ComponentChildren, VNode } from 'preact';
import { DRAWING_HEIGHT, DRAWING_WIDTH } from './axis-scale.ts';

/** A drawing as wide and as high as the room for it; the page zooms it by its view box. */
export function Drawing({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <svg
      class="drawing"
      viewBox={`0 0 ${DRAWING_WIDTH} ${DRAWING_HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={title}
      focusable="false"
    >
      {children}
    </svg>
  );
}
