/** The head of every page: one or two rows, on a telephone three whose links come out of a menu. */
export const HEAD_STYLES = `
.top { display: flex; align-items: center; gap: 8px 20px; padding: 10px 20px; background: var(--panel); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
.top h1 { font-size: 1.2rem; font-weight: 700; letter-spacing: -.01em; display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; }
.top h1 a span { font-weight: 450; color: var(--muted); }
.top .crumb::before { content: "›"; color: var(--faint); margin-right: 10px; font-weight: 400; }
.top .as-of { margin-left: auto; font-size: 1rem; font-weight: 600; }
.top nav { display: flex; gap: 14px; color: var(--accent); font-size: .93rem; }
.top nav { flex-wrap: wrap; }
.top .sections { font-weight: 550; }
.top .menu { display: none; }
.is-in { color: var(--accent); }
.is-in bdi { font-weight: 550; }
.is-in span { color: var(--muted); }
@media (max-width: 600px) {
  .top { padding: 5px 10px; gap: 4px 12px; }
  .top h1 { flex: 1 1 0; min-width: 0; font-size: 1.05rem; line-height: 1.25; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
  .top .crumb::before { margin: 0 5px; }
  .top .menu { display: block; }
  .top .menu summary { list-style: none; cursor: pointer; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px; font-weight: 600; }
  .top .menu summary::-webkit-details-marker { display: none; }
  .top .menu summary::before { content: "☰ "; }
  .top .menu[open] summary { background: var(--shade); }
  .top .menu:not([open]) ~ nav { display: none; }
  .top nav { flex-basis: 100%; gap: 2px 18px; font-size: 1rem; }
  .top nav a { padding: 9px 0; }
  .top .find { flex-basis: 100%; }
  .top .as-of { margin: 0; font-size: .86rem; }
  .top .as-of span { display: none; }
  .top .is-in { flex: 1 1 0; padding: 2px 0; text-align: right; font-size: .86rem; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
}
@media (min-width: 601px) {
  .top .sections a[href^="/contracts"] { padding-left: 12px; border-left: 1px solid var(--line); }
}
@media (min-width: 601px) and (max-width: 1599px) {
  .top { column-gap: 14px; }
  .top nav { gap: 4px 10px; font-size: .88rem; }
}
@media (min-width: 1600px) {
  .top h1 { font-size: 1.4rem; }
  .top .as-of { font-size: 1.2rem; }
  .top { column-gap: 16px; }
  .top .find { flex: 1 1 9rem; min-width: 9rem; max-width: 20rem; }
}
@media print { .top nav, .top .menu, .top .find, .top .is-in, .skip { display: none; } }
`;
