import type { Crosshair } from './crosshair.ts';
import type { Picture } from './picture.ts';

const WHEEL_FACTOR = 1.25;
const KEY_FACTOR = 1.6;
/** A shorter drag is a click. */
const LEAST_DRAG = 6;
const FINE_STEP = 1 / 100;
const PAN_STEP = 1 / 5;

/** Listens to everything that moves or zooms the picture. */
export function zoomGestures(picture: Picture, crosshair: Crosshair): void {
  pointing(picture, crosshair);
  keys(picture, crosshair);
  picture.element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      picture.zoomAt(picture.timeAt(event.clientX), event.deltaY < 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR);
    },
    { passive: false },
  );
  for (const button of document.querySelectorAll<HTMLElement>('[data-zoom-by]')) {
    button.addEventListener('click', () => {
      picture.zoomAt(crosshair.atMs ?? (picture.shownFromMs + picture.shownUntilMs) / 2, Number(button.dataset['zoomBy']));
    });
  }
  document.querySelector('[data-zoom-all]')?.addEventListener('click', () => picture.showAll());
  for (const link of document.querySelectorAll<HTMLElement>('[data-zoom]')) {
    link.addEventListener('click', () => {
      const [fromMs = 0, untilMs = 0] = (link.dataset['zoom'] ?? '').split(',').map(Number);
      const around = Math.max(untilMs - fromMs, 50) / 2;
      picture.show(fromMs - around, untilMs + around);
    });
  }
}

function pointing(picture: Picture, crosshair: Crosshair): void {
  const selection = document.getElementById('selection');
  let dragFromX: number | undefined;
  const draw = (x: number) => {
    if (selection === null || dragFromX === undefined) return;
    const left = picture.plane.getBoundingClientRect().left;
    selection.hidden = Math.abs(x - dragFromX) < LEAST_DRAG;
    selection.style.left = `${Math.min(x, dragFromX) - left}px`;
    selection.style.width = `${Math.abs(x - dragFromX)}px`;
  };
  picture.element.addEventListener('pointermove', (event) => {
    draw(event.clientX);
    if (inLanes(picture, event)) crosshair.point(picture.timeAt(event.clientX), false, event.clientY);
    else crosshair.hide();
  });
  picture.element.addEventListener('pointerleave', () => crosshair.hide());
  picture.element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch' || !inLanes(picture, event)) return;
    dragFromX = event.clientX;
  });
  // A text must not be selected while the time is.
  picture.element.addEventListener('selectstart', (event) => {
    if (dragFromX !== undefined) event.preventDefault();
  });
  picture.element.addEventListener('dragstart', (event) => event.preventDefault());
  window.addEventListener('pointerup', (event) => {
    if (dragFromX === undefined) return;
    const [left, right] = [Math.min(dragFromX, event.clientX), Math.max(dragFromX, event.clientX)];
    dragFromX = undefined;
    if (selection !== null) selection.hidden = true;
    if (right - left < LEAST_DRAG) return;
    swallowClick();
    picture.show(picture.timeAt(left), picture.timeAt(right));
  });
  picture.element.addEventListener('dblclick', () => picture.showAll());
}

/** A drag that ends on a link is no click on it. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}

function inLanes(picture: Picture, { clientX }: MouseEvent): boolean {
  const { left, right } = picture.plane.getBoundingClientRect();
  return clientX >= left && clientX <= right;
}

function keys(picture: Picture, crosshair: Crosshair): void {
  picture.element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = crosshair.atMs ?? (picture.shownFromMs + picture.shownUntilMs) / 2;
    const act = actions(picture, crosshair, here, event.shiftKey)[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function actions(picture: Picture, crosshair: Crosshair, here: number, shift: boolean): Partial<Record<string, () => void>> {
  const step = (direction: number) => {
    if (shift) {
      const by = direction * PAN_STEP * picture.shownMs;
      picture.show(picture.shownFromMs + by, picture.shownUntilMs + by);
    } else crosshair.point(here + direction * FINE_STEP * picture.shownMs, true);
  };
  const zoom = (factor: number) => {
    picture.zoomAt(here, factor);
    crosshair.point(here, true);
  };
  return {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => crosshair.point(picture.shownFromMs, true),
    End: () => crosshair.point(picture.shownUntilMs, true),
    '+': () => zoom(KEY_FACTOR),
    '=': () => zoom(KEY_FACTOR),
    '-': () => zoom(1 / KEY_FACTOR),
    '0': () => picture.showAll(),
    Escape: () => crosshair.hide(),
  };
}
