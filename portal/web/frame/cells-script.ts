/**
 * Of a table whose cells are filled in: Enter goes to the cell below as in a spreadsheet (with Shift above), Ctrl+S saves, and whoever
 * leaves with something unsaved is asked. Runs in the browser; plain JavaScript, allowed by its hash. Without it all is saved by its button.
 */
export const CELLS_SCRIPT = `(() => {
  const form = document.querySelector('form[data-cells]');
  if (!form) return;
  const CELL = 'td input, td select, td textarea';
  form.addEventListener('keydown', (event) => {
    const { target, key, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event;
    if (key === 's' && (ctrlKey || metaKey) && !altKey) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (key !== 'Enter' || ctrlKey || metaKey || altKey || isComposing || !target.matches(CELL)) return;
    const cell = target.closest('td');
    const row = cell.parentElement;
    const next = shiftKey ? row.previousElementSibling : row.nextElementSibling;
    event.preventDefault();
    const below = next && next.cells[cell.cellIndex].querySelector(CELL);
    if (below) below.focus();
  });
  const isChanged = (node) =>
    node.matches('select')
      ? !Array.from(node.options).some((option) => option.selected && option.defaultSelected)
      : node.value !== node.defaultValue;
  let isSent = false;
  addEventListener('submit', (event) => {
    isSent = !event.defaultPrevented;
  });
  addEventListener('pageshow', () => {
    isSent = false;
  });
  addEventListener('beforeunload', (event) => {
    const isUnsaved = form.dataset.unsaved !== undefined || Array.from(form.querySelectorAll(CELL)).some(isChanged);
    if (isUnsaved && !isSent) event.preventDefault();
  });
})();`;
