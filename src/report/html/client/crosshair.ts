import type { ClientData } from '../client-data.ts';
import { made, type Picture } from './picture.ts';
import { readOut } from './read-out.ts';

const MARGIN = 14;
/** Where the pointer or the arrow keys are, and what all lanes say about that instant. */
export class Crosshair {
  readonly #picture: Picture;
  readonly #data: ClientData;
  readonly #line = document.getElementById('crosshair');
  readonly #box = document.getElementById('readout');
  readonly #spoken = document.getElementById('spoken');
  #atMs: number | undefined;

  constructor(picture: Picture, data: ClientData) {
    this.#picture = picture;
    this.#data = data;
  }

  get atMs(): number | undefined {
    return this.#atMs;
  }

  /** `aloud`: for a screen reader too, as the arrow keys want it. */
  point(atMs: number, aloud = false, clientY?: number): void {
    if (this.#line === null || this.#box === null) return;
    this.#atMs = Math.min(this.#picture.shownUntilMs, Math.max(this.#picture.shownFromMs, atMs));
    const { time, clock, lines } = readOut(this.#data, this.#atMs);
    const x = this.#picture.xOf(this.#atMs);
    this.#line.hidden = false;
    this.#line.style.left = `${x}px`;
    const heading = made('b', '', time);
    heading.append(' ', made('small', '', clock));
    const list = document.createElement('dl');
    for (const [label, text] of lines) list.append(made('dt', '', label), made('dd', '', text));
    this.#box.replaceChildren(heading, list);
    this.#box.hidden = false;
    this.#place(x, clientY);
    if (aloud && this.#spoken !== null) this.#spoken.textContent = [time, ...lines.map(([label, text]) => `${label}: ${text}`)].join('. ');
  }

  hide(): void {
    this.#atMs = undefined;
    if (this.#line !== null) this.#line.hidden = true;
    if (this.#box !== null) this.#box.hidden = true;
  }

  /** Beside the line, on the side with more room; never outside the picture. */
  #place(x: number, clientY: number | undefined): void {
    const box = this.#box;
    if (box === null) return;
    const { element, plane } = this.#picture;
    const left = plane.offsetLeft + x;
    const right = left + MARGIN + box.offsetWidth <= element.clientWidth;
    const wanted = right ? left + MARGIN : left - MARGIN - box.offsetWidth;
    box.style.left = `${Math.max(0, Math.min(element.clientWidth - box.offsetWidth, wanted))}px`;
    const frame = element.getBoundingClientRect();
    const y = clientY === undefined ? Math.max(44, 60 - frame.top) : clientY - frame.top + MARGIN;
    const lowest = Math.min(element.clientHeight, window.innerHeight - frame.top) - box.offsetHeight - 4;
    box.style.top = `${Math.max(44 - Math.min(0, frame.top), Math.min(y, lowest))}px`;
  }
}
