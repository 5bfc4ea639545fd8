/** A sheet of a form whose cells are filled in: a table on a laptop, a card a row on a telephone. */
export const CELL_STYLES = `
.draft-head a, .sheet .told a, .sheet-list a, [data-part="flaws"] td a { color: var(--accent); }
.draft-head .chips a { color: inherit; }
.draft-head p.small a, .sheet .told a, [data-part="hand-in"] .told a { text-decoration: underline; text-underline-offset: 2px; }
.draft-head .chips a.is-check { border-color: var(--accent); font-weight: 600; margin-left: auto; }
.draft-head p.small { padding-bottom: 6px; }
.sheet-list { display: grid; gap: 2px; }
.sheet-list li { display: grid; grid-template-columns: minmax(11rem, 14rem) minmax(0, 1fr) auto; gap: 2px 14px; padding: 6px 0; border-top: 1px solid var(--line); align-items: baseline; }
.sheet .told { margin: 8px 0; }
.finder { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; padding: 6px 0; }
.finder form { display: flex; gap: 8px; }
.finder input, .finder button { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 6px 10px; min-height: 36px; min-width: 0; }
.finder button { font-weight: 600; background: transparent; cursor: pointer; }
.cells { border-collapse: collapse; width: 100%; }
.cells th, .cells td { text-align: left; vertical-align: top; border: 1px solid var(--line); padding: 3px 4px; font-weight: 400; }
.cells thead th { color: var(--muted); font-size: .88rem; padding: 5px 8px; min-width: 6.5rem; }
.cells thead th:first-child, .cells tbody th { min-width: 9rem; max-width: 24rem; padding: 5px 8px; }
.cells small { color: var(--muted); }
.cells b { font-weight: 600; }
.cells .fact { color: var(--muted); font-size: .88rem; overflow-wrap: anywhere; }
.cells b + .fact { display: block; }
.cells .fact + .fact + .fact::before { content: " · "; }
.cells tbody th:has(.fact) { width: 34%; min-width: 16rem; }
.cells td.is-date { width: 8.5rem; }
.cells .fact i { font-style: normal; }
.cells :is(input:not([type=hidden]), select, textarea) { display: block; font: inherit; color: var(--ink); background: var(--page); border: 1px solid transparent; border-radius: 6px; padding: 6px 7px; width: 100%; min-height: 34px; min-width: 0; }
.cells textarea { field-sizing: content; resize: vertical; max-height: 14rem; }
.cells .is-text :is(textarea, input) { min-width: 9rem; }
.cells ::placeholder { color: transparent; }
.cells :focus::placeholder { color: var(--muted); }
.cells :is(.is-count, .is-dong, .is-percent) input { text-align: right; min-width: 8.5rem; }
.cells .is-date input { min-width: 7.2rem; }
.cells .is-choice :is(select, input) { min-width: 7.5rem; }
.cells .is-typed :is(input, select, textarea) { border-color: var(--accent); }
.cells [aria-invalid] { border-color: var(--down) !important; }
.cells :is(input, select, textarea) { scroll-margin: 4rem 1rem 6rem; }
.cells :is(input, select, textarea):focus-visible { outline-offset: 0; }
.cells :target { outline: 3px solid var(--accent); outline-offset: 1px; }
.cells .field-problem { display: block; font-size: .88rem; padding: 2px 4px; max-width: 22rem; }
.field-problem.is-question { color: var(--degraded-ink); }
.sheet .scroll { scroll-padding-inline-start: 10rem; }
.sheet .bar { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; justify-content: space-between; background: var(--panel); border-top: 1px solid var(--line); padding: 10px 0; z-index: 1; }
.sheet .bar .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.sheet .bar button { font: inherit; font-weight: 650; color: var(--page); background: var(--ink); border: 1px solid var(--ink); border-radius: 8px; padding: 8px 14px; min-height: 40px; cursor: pointer; }
.sheet .bar button.second { color: var(--ink); background: transparent; border-color: var(--line); }
@media (max-width: 600px), print {
  .cells thead { display: none; }
  .cells, .cells tbody, .cells tr, .cells th, .cells td { display: block; border: 0; max-width: none; padding: 0; }
  .cells tbody tr { border: 1px solid var(--line); border-radius: 10px; padding: 10px; margin-bottom: 12px; }
  .cells tbody th, .cells tbody th:has(.fact) { padding: 0 0 6px; max-width: none; min-width: 0; width: auto; }
  .cells td.is-date { width: auto; }
  .cells td { padding-top: 6px; }
  .cells td[data-label]::before { content: attr(data-label); display: block; color: var(--muted); font-size: .9rem; }
  .cells :is(input:not([type=hidden]), select, textarea) { text-align: left !important; }
}
@media (max-width: 600px) {
  .sheet-list li { grid-template-columns: minmax(0, 1fr); }
  .cells .is-empty ~ .is-empty ~ .is-empty ~ .is-empty { display: none; }
  .cells :is(input:not([type=hidden]), select, textarea) { font-size: 16px; border-color: var(--line); min-height: 44px; }
  .finder form { flex: 1 1 100%; }
  .finder input { flex: 1; }
  .sheet .bar { gap: 4px; padding: 6px 0; }
  .sheet .bar .buttons { gap: 6px; }
  .sheet .bar button { min-height: 44px; padding: 8px 10px; }
}
@media print {
  .sheet .bar, .finder, .draft-head .chips, .cells .is-empty, [data-part="file"], [data-part="nothing"] form, [data-part="hand-in"] form { display: none; }
  .cells tbody tr { border-radius: 0; padding: 6px; margin-bottom: 6px; }
  .cells td { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 10px; padding-top: 2px; }
  .cells td .field-problem, .cells td > span { grid-column: 2; }
  .cells :is(input:not([type=hidden]), select, textarea) { appearance: none; background: none; border: 0 !important; padding: 0; min-height: 0; max-height: none; resize: none; }
}
`;
