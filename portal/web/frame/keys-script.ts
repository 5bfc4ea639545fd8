/**
 * `J` and `N` lead to the next incident, `K` and `P` to the one before: along the rows of whatever lists causes, and from the
 * page of one to that of the other. Runs in the browser; allowed by its hash.
 */
export const KEYS_SCRIPT = `(() => {
  const STEPS = { j: 1, n: 1, k: -1, p: -1 };
  const isTyping = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  document.addEventListener('keydown', (event) => {
    const step = STEPS[event.key.toLowerCase()];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const rows = Array.from(document.querySelectorAll('.cause-name a, .incidents summary'));
    const link = rows.length > 0
      ? rows[rows.indexOf(document.activeElement) + step] || (step > 0 ? rows.at(-1) : rows[0])
      : document.querySelector('.pager a[rel=' + (step > 0 ? 'next' : 'prev') + ']');
    if (!link) return;
    event.preventDefault();
    if (rows.length > 0) link.focus();
    else link.click();
  });
})();`;
