/** A part of the live script: it looks when something happened, hears of that by one stream of all windows, and fills charts. */
export const LOOK_AGAIN = `  let tag = '';
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

`;
