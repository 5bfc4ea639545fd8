import { KEEP_TYPED } from './live/keep-typed.ts';
import { LOOK_AGAIN } from './live/look-again.ts';
import { PLAIN_FORMS } from './live/plain-forms.ts';
import { SENT_FORMS } from './live/sent-forms.ts';

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

${PLAIN_FORMS}${KEEP_TYPED}${LOOK_AGAIN}${SENT_FORMS}  document.addEventListener('visibilitychange', () => plan(0));
  document.addEventListener('visibilitychange', fill);
  setInterval(fill, FILL_MS);
  fill();
  addEventListener('online', () => plan(0));
  plan(ALONE_MS);
  stream();
})();`;
