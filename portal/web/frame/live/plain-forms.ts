/** A part of the live script: forms whose answer is another page. */
export const PLAIN_FORMS = `  // What is answered by another page is sent once, and only by whoever is still in: what was typed goes with this page.
  let plain = new WeakMap();
  addEventListener('pageshow', () => (plain = new WeakMap()));
  const sendPlain = async (form, button) => {
    plain.set(form, 'asked');
    is('unsent', false);
    try {
      const signal = AbortSignal.timeout(FETCH_MS);
      const response = await fetch(own(), { cache: 'no-store', redirect: 'manual', signal });
      is('out', response.type === 'opaqueredirect');
      if (response.type === 'opaqueredirect') return plain.delete(form);
      const renewed = parse(await response.text()).querySelector('main [name=token]');
      const token = form.querySelector('[name=token]');
      if (renewed && token) token.value = renewed.value;
    } catch {
      plain.delete(form);
      return is('unsent', true);
    }
    plain.set(form, 'checked');
    form.requestSubmit(button);
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!isOurs(form) || !(isStill || form.hasAttribute('data-plain'))) return;
    if (plain.get(form) === 'checked') {
      plain.set(form, 'sent');
      return setTimeout(() => plain.delete(form), SEND_MS);
    }
    event.preventDefault();
    if (!plain.has(form)) sendPlain(form, event.submitter);
  });
  if (isStill) return;
`;
