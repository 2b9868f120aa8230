import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { html } from '../../../src/report/html.ts';
import type { ReportInput } from '../../../src/report/reporter.ts';

/** Where the Debian package has it: scripts/setup.mjs installs it for the tests. */
const CHROMIUM = '/usr/bin/chromium';
/** Screenshots stay here to be looked at; git ignores them. */
const SHOTS = path.resolve(import.meta.dirname, '../../../reports/browser-tests');

export interface ReportPage {
  readonly page: Page;
  /** Everything that the page asked for, but for itself. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, and exceptions. */
  readonly complaints: readonly string[];
}

/** Reports opened from disk in a real browser, for the tests of one `describe`. */
export class ReportPages {
  #browser: Browser | undefined;
  #directory = '';
  #count = 0;

  constructor() {
    before(async () => {
      mkdirSync(SHOTS, { recursive: true });
      this.#directory = mkdtempSync(path.join(tmpdir(), 'fl-report-'));
      this.#browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    });
    after(async () => {
      await this.#browser?.close();
      rmSync(this.#directory, { recursive: true, force: true });
    });
  }

  /** Opens the report of a run as on a laptop, unless told otherwise. */
  async open(run: ReportInput, options: BrowserContextOptions = {}): Promise<ReportPage> {
    return this.openText(html.render(run), options);
  }

  /** Opens a page in the same way. */
  async openText(text: string, options: BrowserContextOptions = {}): Promise<ReportPage> {
    if (this.#browser === undefined) throw new Error('the browser does not run');
    const file = path.join(this.#directory, `report-${(this.#count += 1)}.html`);
    writeFileSync(file, text);
    const context = await this.#browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith(`${address}#`)) requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address);
    return { page, requests, complaints };
  }

  /** Keeps a picture of the whole page. */
  async keep(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
  }
}
