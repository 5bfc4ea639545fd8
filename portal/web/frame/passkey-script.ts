/**
 * Has a passkey made or used by the browser when its form is sent, and sends what that answered. What did not work is said below the
 * button, and nothing is sent then. Runs in the browser; allowed by its hash.
 */
export const PASSKEY_SCRIPT = `(() => {
  const form = document.querySelector('form[data-passkey]');
  const kind = form.dataset.passkey;
  const parse = kind === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  const notes = Array.from(form.querySelectorAll('[data-note]'));
  const say = (name) => notes.forEach((note) => { note.hidden = note.dataset.note !== name; });
  const reasons = { InvalidStateError: 'known', SecurityError: 'address', NotSupportedError: 'unable' };
  const isAble = window.isSecureContext && window.PublicKeyCredential && PublicKeyCredential[parse];
  if (!isAble) say('unable');
  form.querySelector('button').disabled = !isAble;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.hasAttribute('aria-busy')) return;
    form.setAttribute('aria-busy', 'true');
    say('wait');
    try {
      const publicKey = PublicKeyCredential[parse](JSON.parse(form.dataset.options));
      form.elements.answer.value = JSON.stringify(await navigator.credentials[kind]({ publicKey }));
      form.submit();
    } catch (error) {
      say(reasons[error.name] || 'cancelled');
      form.removeAttribute('aria-busy');
    }
  });
})();`;
