/** The list of causes, acts on one of them, and the shift. */
export const DUTY_STYLES = `
.chips { display: flex; flex-wrap: wrap; gap: 8px; padding-bottom: 8px; }
.chips a { display: inline-block; padding: 6px 12px; border: 1px solid var(--line); border-radius: 999px; background: var(--shade); }
.chips b { font-size: 1.15rem; }
.chips a[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); font-weight: 650; }
.chips .is-critical b { color: var(--down-ink); }
.duty-filters .places summary { cursor: pointer; color: var(--accent); padding: 6px 0; }
.duty-filters form { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; padding: 4px 0 8px; }
.duty-filters label { display: grid; gap: 2px; color: var(--muted); font-size: .9rem; min-width: 0; }
.duty-filters select, .duty-filters button { font: inherit; font-size: 1rem; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; max-width: 100%; }
.duty-filters button { cursor: pointer; font-weight: 600; }
.offers { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: center; }
.offers a { color: var(--accent); }
.offers .offer { color: var(--page); background: var(--ink); border-radius: 8px; padding: 9px 14px; font-weight: 650; margin-left: auto; }
.duty-row { display: grid; grid-template-columns: 7.5rem minmax(12rem, 2fr) minmax(9rem, 1fr) minmax(14rem, 1.6fr) minmax(11rem, auto); gap: 4px 18px; padding: 10px 0; border-top: 1px solid var(--line); align-items: start; }
.duty-row .what { display: grid; gap: 4px; justify-items: start; }
.duty-row .what .severity { display: inline-block; }
.duty-row .spoken { font-size: 1.15rem; color: var(--ink); }
.duty-row .cause-name { display: block; overflow: visible; }
.duty-row .row-link { font-size: 1.05rem; }
.duty-row .row-link:focus-visible { outline-width: 3px; }
.duty-row .lost b { display: block; color: var(--down-ink); }
.duty-row .lost span { color: var(--muted); font-size: .9rem; }
.duty-row .is-open { font-weight: 650; }
.duty-row.is-resolved .lost b { color: var(--muted); }
.clocks { display: grid; grid-template-columns: auto auto; gap: 2px 10px; justify-content: start; font-size: .93rem; }
.clocks dt { color: var(--muted); }
.clock.is-late { color: var(--down-ink); font-weight: 650; }
.called { padding-left: 1.4em; list-style: decimal; }
.called li { padding: 1px 0; }
.called a { color: var(--accent); white-space: nowrap; text-decoration: underline; text-underline-offset: 2px; }
.pager { display: flex; flex-wrap: wrap; gap: 6px 20px; }
.pager a { color: var(--accent); padding: 6px 0; }
.acts .holder { padding-bottom: 8px; }
.acts .act { border-top: 1px solid var(--line); margin-top: 8px; }
.acts .act > summary { cursor: pointer; padding: 12px 4px; font-weight: 600; }
.acts .door { padding: 12px; }
.acts .door button { padding: 12px 18px; }
.those { display: grid; gap: 6px; }
.those a { color: var(--accent); }
.those .severity { display: inline-block; min-width: 0; }
.is-incident > .upstreams, .is-incident > .outages { grid-column: 1 / -1; }
@media (max-width: 860px) { .is-incident > .upstreams, .is-incident > .outages { grid-column: auto; } }
.shift-counts { display: flex; flex-wrap: wrap; gap: 4px 24px; padding-bottom: 10px; }
.shift-counts b { font-size: 1.4rem; }
.periods { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; }
.periods label { display: grid; gap: 2px; color: var(--muted); font-size: .9rem; }
.periods input, .periods button { font: inherit; font-size: 1rem; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; }
.periods button { cursor: pointer; font-weight: 600; }
.hand-over textarea { width: 100%; font: inherit; line-height: 1.5; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; field-sizing: content; }
.on-paper { display: none; }
@media (max-width: 1100px) {
  .duty-row { grid-template-columns: 7.5rem minmax(0, 1fr) minmax(0, 1fr); }
  .duty-row .who { grid-column: 2; }
  .duty-row .clocks { grid-column: 3; align-self: start; }
}
@media (max-width: 600px) {
  .keys { display: none; }
  .duty-row { grid-template-columns: minmax(0, 1fr); gap: 6px; padding: 12px 0; }
  .duty-row > * { grid-column: 1; }
  .duty-row .who, .duty-row .clocks { grid-column: 1; }
  .duty-row .what { display: flex; align-items: baseline; gap: 10px; }
  .duty-row .lost { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; }
  .duty-row .row-link { font-size: 1.15rem; }
  .called li { padding: 6px 0; }
  .offers .offer { margin-left: 0; width: 100%; text-align: center; }
  .duty-filters form { display: grid; }
  .acts .door .buttons button { flex: 1 1 100%; min-height: 46px; }
  .acts .door select { min-height: 44px; width: 100%; }
}
@media print {
  .duty-filters, .acts form, .acts .act, .pager, .periods, .chips { display: none; }
  /* A text field is never broken from one sheet to the next. */
  .hand-over textarea { display: none; }
  .hand-over .on-paper { display: block; white-space: pre-wrap; line-height: 1.5; }
}
`;
