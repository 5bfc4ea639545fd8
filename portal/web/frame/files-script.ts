/**
 * Says of a file that is too large before it is sent: a form of a hundred megabytes is not sent in vain. Runs in the browser; plain
 * JavaScript, allowed by its hash in the Content-Security-Policy. The server checks again.
 */
export const FILES_SCRIPT = `document.addEventListener('change', ({ target }) => {
  if (!target.matches('input[type=file][data-most-bytes]')) return;
  const large = Array.from(target.files).find((file) => file.size > Number(target.dataset.mostBytes));
  target.setCustomValidity(large ? large.name + ': ' + target.dataset.tooLarge : '');
  target.reportValidity();
});`;
