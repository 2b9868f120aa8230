import { renderDocument } from './html/render-document.tsx';
import type { Reporter } from './reporter.ts';

/** report.html: the run as one page that opens from disk, needs nothing else, and asks for nothing. */
export const html: Reporter = {
  name: 'html',
  summary: 'The run as one page: verdict, timeline, causes and tables, without any request.',
  fileName: 'report.html',
  render: renderDocument,
};
