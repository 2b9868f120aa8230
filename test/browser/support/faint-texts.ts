import type { Page } from 'playwright-core';

/** Returns the texts of a page with a contrast below 4.5 to the plain ground behind them (WCAG 2.2, 1.4.3). */
export async function faintTexts(page: Page): Promise<string[]> {
  // What runs the tests marks functions with it; the page has none.
  await page.evaluate('globalThis.__name = (marked) => marked');
  return page.evaluate(findFaint);
}

/** Runs in the page. */
function findFaint(): string[] {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const rgba = (colour: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element | null): readonly number[] | undefined => {
    for (let at = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return undefined;
      const colour = rgba(style.backgroundColor);
      if (colour[3] === 255) return colour;
      if (colour[3] !== 0) return undefined;
    }
    return [255, 255, 255];
  };
  const faint: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    if (!own || element.closest('svg, script, .unseen, .skip') !== null || element.offsetWidth === 0) continue;
    const behind = ground(element);
    if (behind === undefined) continue;
    const [light, dark] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind)].sort((left, right) => right - left);
    const contrast = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className || element.tagName}: ${contrast.toFixed(2)} ${element.textContent.slice(0, 30)}`);
  }
  return faint;
}
