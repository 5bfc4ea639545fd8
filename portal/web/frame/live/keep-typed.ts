/** A part of the live script: what came from the server is put in the place of what was there; what somebody has begun stays. */
export const KEEP_TYPED = `  const jitter = (ms) => ms * (0.5 + Math.random());
  const backOff = (count) => jitter(Math.min(30000, 1000 * 2 ** count));
  // What another window chose since is not for this page.
  const OWN_LOOK = { 'Camwatch-Page': root.dataset.version, 'Accept-Language': root.lang };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  // What somebody has begun.
  const isTyped = (node) => {
    if (!node.matches('input, textarea, select') || node.closest('[data-own]')) return false;
    if (node.matches('select')) {
      const usual = Array.from(node.options).findIndex((option) => option.defaultSelected);
      return node.selectedIndex !== Math.max(usual, 0);
    }
    return node.matches('[type=checkbox], [type=radio]')
      ? node.checked !== node.defaultChecked
      : node.value !== node.defaultValue;
  };
  const typedIn = (node) => isTyped(node) || Array.from(node.querySelectorAll('input, textarea, select')).some(isTyped);

  // Rows are told apart by what they lead to, not by where they stand.
  const name = (page) => {
    const seen = new Map();
    for (const node of page.querySelectorAll('[data-part], details, tr, li')) {
      if (node.id && !node.id.startsWith('live:')) continue;
      const link = node.querySelector('a[href]');
      const called = node.dataset.part || node.dataset.key || (link && link.getAttribute('href'));
      if (!called) continue;
      const part = node.parentElement.closest('[data-part]');
      const id = ['live', node.tagName, part ? part.dataset.part : '', called].join(':');
      seen.set(id, (seen.get(id) || 0) + 1);
      node.id = id + ':' + seen.get(id);
    }
  };
  // Sent twice, it is done once: as long as it says what had been read when it was begun.
  const unsent = new WeakSet();
  const isBegun = (node) =>
    node.matches('input[name=after]') && (unsent.has(node.form) || typedIn(node.form));
  const callbacks = {
    beforeNodeMorphed: (old) =>
      !(old instanceof Element) ||
      !(old.dataset.own !== undefined || isTyped(old) || isBegun(old) || old.matches('button[aria-busy]') ||
        (old === document.activeElement && old.matches('input, textarea, select'))),
    beforeNodeRemoved: (old) => !(old instanceof Element && (typedIn(old) || old.matches('[role=alert][data-own]'))),
    beforeAttributeUpdated: (attribute, node) => attribute !== 'aria-busy' &&
      !(attribute === 'open' && node.matches('details')) && !(attribute === 'tabindex' && node === document.activeElement),
  };
  // What had the focus is gone: whoever walks by keys stands before the list it was in, not before the page.
  const headingOf = (part) => {
    const heading = (part && document.querySelector('[data-part="' + part.dataset.part + '"] h2')) || document.querySelector('main');
    heading.tabIndex = -1;
    return heading;
  };
  const morph = (next) => {
    document.title = next.title;
    let active = document.activeElement;
    const part = active.closest('[data-part]');
    name(document);
    name(next);
    for (const part of ['header.top', '.notices', 'main'])
      Idiomorph.morph(document.querySelector(part), next.querySelector(part), { morphStyle: 'outerHTML', callbacks });
    if (active === document.activeElement) return;
    if (!active.isConnected) active = headingOf(part);
    active.focus({ preventScroll: true });
  };

`;
