import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';

/** Every file that a run is written as. */
export const reporters: readonly Reporter[] = [html, json, junit, markdown];
