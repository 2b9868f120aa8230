import picocolors from 'picocolors';
import type { Verdict } from '../checks/verdict.ts';
import type { Tone } from './event-line.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Returns colour functions that do what they say, or nothing at all; the environment is not asked. */
export function createColours(colour: boolean): Colours {
  return picocolors.createColors(colour);
}

/** Returns the text in the colour of its tone. */
export function inTone(colours: Colours, tone: Tone, text: string): string {
  switch (tone) {
    case 'plain':
      return text;
    case 'quiet':
      return colours.dim(text);
    case 'heading':
      return colours.bold(text);
    case 'fault':
      return colours.magenta(text);
    case 'bad':
      return colours.red(text);
    case 'good':
      return colours.green(text);
    case 'warning':
      return colours.yellow(text);
  }
}

/** Returns the text in the colour of a verdict. */
export function inVerdict(colours: Colours, verdict: Verdict, text: string): string {
  return { passed: colours.green, failed: colours.red, inconclusive: colours.yellow }[verdict](text);
}
