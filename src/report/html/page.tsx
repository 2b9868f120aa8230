import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { visible } from '../visible.ts';
import { escapeJson } from './escape-json.ts';
import { reportAsset, type ReportAsset } from './report-asset.ts';

interface PageProps {
  readonly title: string;
  /** Version of faultline. */
  readonly faultline: string;
  readonly styles: readonly ReportAsset[];
  readonly script: ReportAsset;
  /** What the script reads. */
  readonly data?: unknown;
  readonly children: ComponentChildren;
}

/** A whole page: everything it needs is in it, and nothing in it can reach out. */
export function Page({ title, faultline, styles, script, data, children }: PageProps): VNode {
  const code = reportAsset(script);
  const hash = createHash('sha256').update(code).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={`faultline ${visible(faultline)}`} />
        <title>{visible(title)}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: styles.map(reportAsset).join('\n') }} />
      </head>
      <body>
        {children}
        {data === undefined ? null : <script type="application/json" id="data" dangerouslySetInnerHTML={{ __html: escapeJson(data) }} />}
        <script dangerouslySetInnerHTML={{ __html: code }} />
      </body>
    </html>
  );
}
