import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { markdownFiles, root } from './markdown-files.ts';

describe('links in the documentation', () => {
  for (const file of markdownFiles()) {
    it(`${relative(root, file)}: every relative link leads somewhere`, () => {
      const dead = linksOf(readFileSync(file, 'utf8')).filter((link) => !leadsSomewhere(file, link));
      expect(dead).to.deep.equal([]);
    });
  }
});

/** Returns the targets of inline links and images outside code, without those to other sites. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^( *)(`{3,})[\s\S]*?^\1\2`*$/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)/g), ...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(
    ([, target]) => target ?? '',
  );
  return targets.filter((target) => !/^[a-z]+:/i.test(target));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? from : join(dirname(from), decodeURIComponent(path));
  if (!existsSync(file)) return false;
  return anchor === undefined || !file.endsWith('.md') || anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
}

/** Anchors of headings as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
