import type { ClientData } from '../client-data.ts';
import { copyButtons } from './copy-buttons.ts';
import { Crosshair } from './crosshair.ts';
import { openTargets } from './open-targets.ts';
import { Picture } from './picture.ts';
import { zoomGestures } from './zoom-gestures.ts';

document.documentElement.classList.add('js');
copyButtons();
openTargets();
const numbers = document.getElementById('data');
const element = document.getElementById('picture');
if (numbers !== null && element !== null) {
  // Written by the same build of faultline into the same page.
  const data = JSON.parse(numbers.textContent) as ClientData;
  element.tabIndex = 0;
  // The read-out says it already, and would lie over it.
  for (const told of element.querySelectorAll('.bar[title]:not(.exited), .phase[title]')) told.removeAttribute('title');
  const picture = new Picture(element, data);
  const crosshair = new Crosshair(picture, data);
  zoomGestures(picture, crosshair);
}
