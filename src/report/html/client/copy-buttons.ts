/** Makes the buttons work that copy the text of an element. */
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const source = document.getElementById(button.dataset['copy'] ?? '');
    if (source === null) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      button.textContent = copy(source) ? 'Copied' : 'Select and copy';
    });
  }
}

/** A page that is opened from disk has no clipboard of its own to write to in every browser: this way works in all of them. */
function copy(source: HTMLElement): boolean {
  const selection = getSelection();
  selection?.selectAllChildren(source);
  return document.execCommand('copy');
}
