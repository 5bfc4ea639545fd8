/**
 * Keeps an open page as it is on the server. A stream says that something became another (its stamp); the page then fetches its
 * own address and is morphed into what came: focus, selection, scroll, opened lists and what was typed stay. One stream serves all
 * windows of a browser. Without a stream it looks every few seconds, hidden it asks for nothing, and whoever has been logged out is
 * sent to the door, unless something is typed. Forms are sent from here as well: what did not get through stays in them.
 * Runs in the browser; plain JavaScript, allowed by its hash in the Content-Security-Policy. No clock of the browser is believed.
 */
export const LIVE_SCRIPT = `(() => {
  const [STREAMED_MS, ALONE_MS, SILENT_MS, FETCH_MS, SEND_MS, FILL_MS, FILES_MS, AGAIN_MS] = [
    10000, 5000, 25000, 8000, 20000, 60000, 120000, 3000,
  ];
  const root = document.documentElement;
  // The answer to a form: there is nothing newer of it.
  const isStill = root.hasAttribute('data-still');
  const is = (name, on) => document.body.classList.toggle('is-' + name, on);
  const own = () =>
    location.pathname === root.dataset.path.split('?')[0] ? location.pathname + location.search : root.dataset.path;
  const parse = (text) => new DOMParser().parseFromString(text, 'text/html');
  const isOurs = (form) => form.getAttribute('method') === 'post' && form.closest('main');

  // What is answered by another page is sent once, and only by whoever is still in: what was typed goes with this page.
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
  const jitter = (ms) => ms * (0.5 + Math.random());
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

  let tag = '';
  const show = (next) => {
    if (next.documentElement.dataset.version === root.dataset.version || typedIn(document.body)) return morph(next);
    location.replace(own());
  };
  const asOf = () => document.querySelector('.as-of');
  const leave = () => {
    if (typedIn(document.body)) return is('out', true);
    location.replace('/login?next=' + encodeURIComponent(own()));
  };
  const take = async (response) => {
    if (response.type === 'opaqueredirect') return leave();
    is('out', false);
    if (response.status === 304) {
      const now = parse(decodeURIComponent(response.headers.get('Camwatch-As-Of'))).querySelector('.as-of');
      return asOf().replaceWith(document.adoptNode(now));
    }
    if (response.ok) {
      tag = response.headers.get('ETag') || '';
      return show(parse(await response.text()));
    }
    // What is not there any more, or not for whoever asks, says so itself.
    if (response.status < 500 && response.status !== 429 && !typedIn(document.body)) return location.replace(own());
    throw new Error('HTTP ' + response.status);
  };

  let timer;
  let heardMs = -Infinity;
  let lookedMs = performance.now();
  let failures = 0;
  let looking = false;
  const isHeard = () => performance.now() - heardMs < SILENT_MS;
  const plan = (ms) => {
    clearTimeout(timer);
    // What is being worked out is there soon.
    const most = document.querySelector('[data-again]') ? AGAIN_MS : ms;
    if (!document.hidden) timer = setTimeout(look, Math.min(ms, most));
  };
  const setOld = (on) => {
    if (on) document.querySelector('.old-notice time').textContent = asOf().querySelector('time').dataset.at;
    is('old', on);
  };
  async function look() {
    if (looking) return;
    looking = true;
    lookedMs = performance.now();
    try {
      const headers = { ...OWN_LOOK, ...(tag && { 'If-None-Match': tag }) };
      const signal = AbortSignal.timeout(FETCH_MS);
      await take(await fetch(own(), { cache: 'no-store', redirect: 'manual', headers, signal }));
      failures = 0;
      setOld(false);
    } catch {
      failures++;
      setOld(true);
    }
    looking = false;
    plan(failures > 0 ? backOff(failures) : isHeard() ? STREAMED_MS : ALONE_MS);
  }

  // Many look at once when something happens: not all in the same instant, and nobody more than once a second.
  const hear = (stamp) => {
    heardMs = performance.now();
    if (stamp !== asOf().dataset.stamp) plan(Math.max(Math.random() * 200, lookedMs + 1000 - performance.now()));
  };
  const others = new BroadcastChannel('camwatch-events');
  others.onmessage = ({ data }) => hear(data);
  const follow = () =>
    new Promise((done) => {
      if (document.hidden) return done(true);
      let isGood = false;
      const stream = new EventSource('/events');
      const end = () => {
        stream.close();
        done(isGood);
      };
      stream.onmessage = ({ data }) => {
        isGood = true;
        others.postMessage(data);
        hear(data);
      };
      stream.onerror = () => {
        if (isGood) plan(Math.random() * 1000);
        end();
      };
      document.addEventListener('visibilitychange', end, { once: true });
      addEventListener('pagehide', end, { once: true });
    });
  const shown = () =>
    new Promise((done) => {
      if (!document.hidden) return done();
      document.addEventListener('visibilitychange', done, { once: true });
    });
  const stream = async () => {
    for (let count = 0; ; count++) {
      await shown();
      if (await (navigator.locks ? navigator.locks.request('camwatch-events', follow) : follow())) count = 0;
      await wait(backOff(count));
    }
  };

  // What would keep a page waiting is a page of its own, and is put in its place once it comes.
  const fill = async () => {
    const place = document.querySelector('[data-from]');
    if (!place || document.hidden) return;
    try {
      const signal = AbortSignal.timeout(FETCH_MS);
      const response = await fetch(place.dataset.from, { cache: 'no-store', redirect: 'manual', headers: OWN_LOOK, signal });
      const next = response.ok && parse(await response.text()).querySelector('[data-charts]');
      if (next && place.isConnected) Idiomorph.morph(place, [...next.childNodes], { morphStyle: 'innerHTML' });
    } catch {
      // The network is away: the place keeps what it has, and is filled the next time.
    }
  };

  const tell = (kind, text) => {
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

  document.addEventListener('visibilitychange', () => plan(0));
  document.addEventListener('visibilitychange', fill);
  setInterval(fill, FILL_MS);
  fill();
  addEventListener('online', () => plan(0));
  plan(ALONE_MS);
  stream();
})();`;
