import { DRAWING_HEIGHT, DRAWING_WIDTH } from '../axis-scale.ts';
import { axisTicks } from '../axis-ticks.ts';

const MOST_ZOOM = 400;
const PIXELS_A_TICK = 85;

/** The lanes, and which part of the time they show. */
export class Picture {
  readonly element: HTMLElement;
  readonly plane: HTMLElement;
  readonly fromMs: number;
  readonly untilMs: number;
  #shownFromMs: number;
  #shownUntilMs: number;

  constructor(element: HTMLElement, { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }) {
    this.element = element;
    this.plane = document.getElementById('plane') ?? element;
    this.fromMs = fromMs;
    this.untilMs = untilMs;
    this.#shownFromMs = fromMs;
    this.#shownUntilMs = untilMs;
    new ResizeObserver(() => this.#drawTicks()).observe(this.plane);
  }

  get shownFromMs(): number {
    return this.#shownFromMs;
  }

  get shownUntilMs(): number {
    return this.#shownUntilMs;
  }

  get shownMs(): number {
    return this.#shownUntilMs - this.#shownFromMs;
  }

  /** Returns the instant at a horizontal position in the window. */
  timeAt(clientX: number): number {
    const { left, width } = this.plane.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    return this.#shownFromMs + share * this.shownMs;
  }

  /** Returns how far from the left of the lanes an instant is drawn, in pixels. */
  xOf(atMs: number): number {
    return ((atMs - this.#shownFromMs) / this.shownMs) * this.plane.clientWidth;
  }

  /** Shows a part of the time, or as much of it as there is. */
  show(fromMs: number, untilMs: number): void {
    const allMs = this.untilMs - this.fromMs;
    const lengthMs = Math.min(allMs, Math.max(allMs / MOST_ZOOM, untilMs - fromMs));
    this.#shownFromMs = Math.min(this.untilMs - lengthMs, Math.max(this.fromMs, fromMs));
    this.#shownUntilMs = this.#shownFromMs + lengthMs;
    const start = (this.#shownFromMs - this.fromMs) / allMs;
    const share = lengthMs / allMs;
    this.element.style.setProperty('--z0', String(start));
    this.element.style.setProperty('--zk', String(1 / share));
    const box = `${start * DRAWING_WIDTH} 0 ${share * DRAWING_WIDTH} ${DRAWING_HEIGHT}`;
    for (const drawing of this.element.querySelectorAll('svg.drawing')) drawing.setAttribute('viewBox', box);
    this.#drawTicks();
  }

  showAll(): void {
    this.show(this.fromMs, this.untilMs);
  }

  /** Shows more or less around an instant, which stays where it is. */
  zoomAt(atMs: number, factor: number): void {
    const share = (atMs - this.#shownFromMs) / this.shownMs;
    const lengthMs = this.shownMs / factor;
    this.show(atMs - share * lengthMs, atMs + (1 - share) * lengthMs);
  }

  #drawTicks(): void {
    const most = Math.max(2, Math.floor(this.plane.clientWidth / PIXELS_A_TICK));
    const ticks = axisTicks(this.#shownFromMs, this.#shownUntilMs, most);
    const place = (element: HTMLElement, atMs: number) => {
      element.style.setProperty('--s', String((atMs - this.fromMs) / (this.untilMs - this.fromMs)));
      return element;
    };
    for (const row of this.element.querySelectorAll('[data-ticks]')) {
      row.replaceChildren(...ticks.map(({ atMs, text }) => place(made('span', 'tick', text), atMs)));
    }
    for (const grid of this.element.querySelectorAll('[data-grid]')) {
      grid.replaceChildren(...ticks.map(({ atMs }) => place(made('i', 'line'), atMs)));
    }
  }
}

/** Returns a new element with a class and a text. */
export function made(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
