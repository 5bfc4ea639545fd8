/**
 * The search box of every page: `/` goes to it, what is found shows below it while one types, arrow keys walk through it, Escape
 * closes it. It asks for the page of everything found, and shows that page's list. Runs in the browser; allowed by its hash.
 */
export const SEARCH_SCRIPT = `(() => {
  const form = document.querySelector('form.find');
  const box = form.querySelector('input[type=search]');
  const list = form.querySelector('.found-now');
  const isTyping = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  let asked = 0;
  let timer;
  const close = () => {
    asked++;
    clearTimeout(timer);
    list.replaceChildren();
  };
  const show = async () => {
    const number = ++asked;
    if (box.value.trim() === '') return close();
    const query = new URLSearchParams(new FormData(form));
    const response = await fetch('/search?' + query, { cache: 'no-store', signal: AbortSignal.timeout(8000) });
    if (number !== asked || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.querySelector('main .found');
    if (number === asked && found) list.replaceChildren(document.adoptNode(found));
  };
  const walk = (step) => {
    const links = Array.from(list.querySelectorAll('a'));
    const next = links[links.indexOf(document.activeElement) + step];
    (next || (step < 0 ? box : links.at(-1)) || box).focus();
  };
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(close), 120);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close();
      box.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      walk(event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  form.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();`;
