/**
 * Tells whoever looks elsewhere that something is new for them: by a notification of the browser where a press has allowed that, else
 * by a line on the page, and by a count in the title. One window of a browser asks for all, when it hears that something became
 * another (see the script of live pages), and now and then where no window hears. Nothing is asked for before somebody turned it on.
 * Runs in the browser; plain JavaScript, allowed by its hash in the Content-Security-Policy.
 */
export const NOTICE_SCRIPT = `(() => {
  const KEY = 'camwatch-notices';
  const [SOON_MS, ALONE_MS, FETCH_MS, MOST_APART] = [6000, 30000, 8000, 3];
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  };
  const keep = (change) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...change }));
    } catch {
      // A browser that keeps nothing is told on its pages as long as they are open.
    }
  };
  const can = 'Notification' in window && isSecureContext;
  const isAllowed = () => can && Notification.permission === 'granted';

  // On the page of the account: on and off, by a press alone.
  const place = document.querySelector('[data-browser-notices]');
  if (place) {
    const show = () => {
      const { on } = kept();
      const why = !can ? 'cannot' : Notification.permission === 'denied' ? 'denied' : '';
      place.querySelector('[data-state]').textContent =
        place.dataset[on ? 'on' : 'off'] + (on && why ? ' ' + place.dataset[why] : '');
      for (const button of place.querySelectorAll('[data-set]')) button.hidden = (button.dataset.set === 'on') === Boolean(on);
    };
    place.addEventListener('click', async ({ target }) => {
      const set = target.dataset.set;
      if (!set) return;
      if (set === 'on' && can && Notification.permission === 'default') await Notification.requestPermission();
      keep({ on: set === 'on', after: undefined });
      show();
    });
    place.hidden = false;
    return show();
  }
  const line = document.querySelector('.news-notice');
  if (!line || !document.querySelector('a.is-in[href^="/account"]')) return;

  let count = 0;
  const title = document.querySelector('title');
  const setTitle = () => {
    const bare = title.textContent.replace(/^\\(\\d+\\+?\\) /, '');
    const wanted = (count > 0 ? '(' + count + ') ' : '') + bare;
    if (title.textContent !== wanted) title.textContent = wanted;
  };
  // A page that is drawn anew has its own title again.
  new MutationObserver(setTitle).observe(title, { childList: true });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) count = 0;
    setTitle();
  });
  line.querySelector('button').addEventListener('click', () => (line.hidden = true));

  const go = (path) => path + (path.includes('?') ? '&' : '?') + 'lang=' + document.documentElement.lang;
  const show = ({ news, isMore, isAllowed }) => {
    if (document.hidden) count += isMore ? news.length + 1 : news.length;
    setTitle();
    if (isAllowed) return;
    const links = news.slice(0, MOST_APART).map(({ path, text }) => ({ href: go(path), text }));
    if (isMore || news.length > MOST_APART) links.push({ href: line.dataset.list, text: line.dataset.many });
    line.querySelector('span').replaceChildren(
      ...links.flatMap(({ href, text }, index) => {
        const link = document.createElement('a');
        link.href = href;
        link.textContent = text;
        return index > 0 ? [' · ', link] : [link];
      }),
    );
    line.hidden = false;
  };
  const notify = ({ news, isMore }) => {
    const isApart = news.length <= MOST_APART && !isMore;
    const told = isApart ? news : [{ path: line.dataset.list, text: line.dataset.many }];
    for (const { path, text } of told) {
      const notice = new Notification(line.querySelector('b').textContent.replace(/:$/, ''), { body: text, tag: KEY + path });
      notice.onclick = () => {
        window.focus();
        location.assign(isApart ? go(path) : path);
        notice.close();
      };
    }
  };

  const others = new BroadcastChannel(KEY);
  others.onmessage = ({ data }) => show(data);
  let isSoon = false;
  let timer;
  const plan = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(ask, ms);
  };
  async function ask() {
    isSoon = false;
    const { on, after } = kept();
    if (!on) return plan(ALONE_MS);
    try {
      const query = new URLSearchParams({ lang: document.documentElement.lang, ...(after && { after }) });
      const signal = AbortSignal.timeout(FETCH_MS);
      const response = await fetch('/notices.json?' + query, { cache: 'no-store', redirect: 'manual', signal });
      if (response.ok) {
        const answer = await response.json();
        keep({ after: answer.after });
        if (answer.news.length > 0 || answer.isMore) {
          let allowed = isAllowed();
          try {
            if (allowed) notify(answer);
          } catch {
            allowed = false;
          }
          const news = { ...answer, isAllowed: allowed };
          others.postMessage(news);
          show(news);
        }
      }
    } catch {
      // The network is away: what is new then is told when it is back.
    }
    plan(isSoon ? SOON_MS : ALONE_MS);
  }
  const lead = () => {
    let last;
    new BroadcastChannel('camwatch-events').onmessage = ({ data }) => hear(data);
    const hear = (stamp) => {
      // What is new is on record some seconds after it came. While one change follows another, the first is not put off.
      if (stamp !== last && !isSoon) plan(SOON_MS);
      isSoon ||= stamp !== last;
      last = stamp;
    };
    ask();
    // As long as the window is there.
    return new Promise(() => undefined);
  };
  const begin = () => (navigator.locks ? navigator.locks.request(KEY, lead) : lead());
  let hasBegun = false;
  const follow = () => {
    if (hasBegun || !kept().on) return;
    hasBegun = true;
    begin();
  };
  addEventListener('storage', ({ key }) => key === KEY && follow());
  follow();
})();`;
