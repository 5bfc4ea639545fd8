/** A part of the live script: forms that are sent from the page as it is; what did not get through stays in them. */
export const SENT_FORMS = `  const tell = (kind, text) => {
    is('unsent', kind === 'unsent');
    is('sent', kind === 'sent');
    if (kind === 'sent') setTimeout(() => is('sent', false), 8000);
    document.querySelector('.unsent-notice b').textContent = text || '';
  };
  const arrive = async (form, part, response) => {
    if (response.status === 401) return leave();
    const next = parse(await response.text());
    const isPage = next.documentElement.dataset.version !== undefined;
    if (response.ok) {
      unsent.delete(form);
      form.reset();
      if (!isPage || new URL(response.url).pathname !== own().split('?')[0]) return location.assign(response.url);
      tell('sent');
    }
    if (isPage) {
      show(next);
      return hold(part, !response.ok);
    }
    tell('unsent', next.querySelector('main p, main h1').textContent);
    plan(0);
  };
  // Why nothing was done stays beside its form until somebody writes on or sends again: the next look knows nothing of it.
  const hold = (part, on) => {
    for (const told of part ? part.querySelectorAll('[role=alert]') : []) told.toggleAttribute('data-own', on);
  };
  document.addEventListener('input', ({ target }) => hold(target.closest('[data-part]'), false));
  // The button says that it is at work, and its words are its own again behind it.
  const setBusy = (form, button) => {
    const words = button && button.textContent;
    for (const one of [form, button]) if (one) one.setAttribute('aria-busy', 'true');
    if (button) button.textContent = document.querySelector('.sending').textContent;
    return () => {
      for (const one of [form, button]) if (one) one.removeAttribute('aria-busy');
      if (button) button.textContent = words;
    };
  };
  const send = async (form, button) => {
    const data = new FormData(form, button);
    const hasFiles = form.enctype === 'multipart/form-data';
    const body = hasFiles ? data : new URLSearchParams(data);
    const signal = AbortSignal.timeout(hasFiles ? FILES_MS : SEND_MS);
    const path = (button && button.getAttribute('formaction')) || form.getAttribute('action');
    const setIdle = setBusy(form, button);
    const part = form.closest('[data-part]');
    unsent.add(form);
    hold(part, false);
    tell();
    try {
      await arrive(form, part, await fetch(path, { method: 'POST', body, signal }));
    } catch {
      tell('unsent');
    }
    setIdle();
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!isOurs(form) || form.hasAttribute('data-plain')) return;
    event.preventDefault();
    if (!form.hasAttribute('aria-busy')) send(form, event.submitter);
  });

`;
