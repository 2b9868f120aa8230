/** Opens what hides the element that an address names. */
export function openTargets(): void {
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null) return;
    const inner = target.querySelector('details');
    if (inner !== null) inner.open = true;
    const outer = target.closest('details');
    if (outer === null || outer.open) return;
    outer.open = true;
    target.scrollIntoView();
  };
  window.addEventListener('hashchange', open);
  open();
}
