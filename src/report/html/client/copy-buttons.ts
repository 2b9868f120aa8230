/** Makes the buttons work that copy the text of an element. */
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const source = document.getElementById(button.dataset['copy'] ?? '');
    if (source === null) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(source).then((done) => (button.textContent = done)));
  }
}

/** Where a browser gives no clipboard to a page from disk, the text is at least selected. */
async function copy(source: HTMLElement): Promise<string> {
  getSelection()?.selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    return 'Copied';
  } catch {
    return 'Press Ctrl+C';
  }
}
