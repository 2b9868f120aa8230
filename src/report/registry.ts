import { csv } from './csv.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { otlp } from './otlp.ts';
import { prometheus } from './prometheus.ts';
import type { Reporter } from './reporter.ts';

/** Every file that a run can be written as. */
export const reporters: readonly Reporter[] = [html, json, junit, markdown, github, csv, prometheus, otlp];

/** Returns whether a file is written when nobody names any. */
export function isUsual({ onRequest }: Reporter): boolean {
  return onRequest !== true;
}

/** Those that are written when nobody names any. */
export const defaultReporters: readonly Reporter[] = reporters.filter(isUsual);
