/**
 * Fetches the page again every few seconds and replaces only the parts that changed, so that nothing flickers, opened
 * lists stay open and what is being read stays put. When camwatch does not answer the page says that it is old.
 * Runs in the browser; plain JavaScript, allowed by its hash in the Content-Security-Policy.
 */
export const REFRESH_SCRIPT = `(() => {
  const EVERY_MS = 5000;
  const parts = (root) => root.querySelectorAll('[data-part]');
  const seen = new Map(Array.from(parts(document), (part) => [part.dataset.part, part.outerHTML]));
  const refresh = async () => {
    const response = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(8000) });
    if (!response.ok) throw new Error('HTTP ' + response.status);
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (next.documentElement.dataset.version !== document.documentElement.dataset.version) {
      location.reload();
      return;
    }
    const nextParts = Array.from(parts(next));
    if (nextParts.map((part) => part.dataset.part).join() !== Array.from(seen.keys()).join()) {
      location.reload();
      return;
    }
    document.title = next.title;
    for (const part of nextParts) {
      const name = part.dataset.part;
      const text = part.outerHTML;
      if (seen.get(name) === text) continue;
      seen.set(name, text);
      const old = document.querySelector('[data-part="' + name + '"]');
      for (const details of part.querySelectorAll('details[data-key]')) {
        const same = old.querySelector('details[data-key="' + CSS.escape(details.dataset.key) + '"]');
        if (same && same.open) details.open = true;
      }
      const scrolled = old.scrollTop;
      const fresh = document.adoptNode(part);
      old.replaceWith(fresh);
      fresh.scrollTop = scrolled;
    }
  };
  const loop = async () => {
    try {
      if (!document.hidden) await refresh();
      document.body.classList.remove('is-old');
    } catch {
      document.body.classList.add('is-old');
    }
    setTimeout(loop, EVERY_MS);
  };
  setTimeout(loop, EVERY_MS);
})();`;
