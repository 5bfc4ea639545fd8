/** Contracts, claims and statements. */
export const PAPER_STYLES = `
dl.facts { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: 6px 18px; align-items: baseline; }
dl.facts dt { color: var(--muted); }
dl.facts dd { min-width: 0; overflow-wrap: anywhere; }
dl.facts a, .choices a, .files a, .panel[data-part^="month"] a { color: var(--accent); }
.told + dl.facts { padding-top: 12px; }
dl.big { display: flex; flex-wrap: wrap; gap: 14px 40px; padding-top: 10px; }
dl.big dt { color: var(--muted); }
dl.big b { display: block; font-size: 1.7rem; font-variant-numeric: tabular-nums; }
dl.big .is-late b, td.is-late { color: var(--down-ink); }
.month-days { display: block; width: 100%; max-width: 60rem; height: auto; }
.month-days text { font-size: 12px; fill: var(--muted); }
.month-days .hit { fill: transparent; }
.month-days .day-lost { fill: var(--degraded); }
.month-days .day-lost.is-over { fill: var(--down); }
.month-days .allowed { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.said-list, .to-hear, .files, .choices { display: grid; gap: 8px; padding: 4px 0; }
.files { gap: 2px; }
dl.facts dt::first-letter, dl.big dt::first-letter, .sentence::first-letter { text-transform: uppercase; }
ul.lines { display: grid; gap: 3px; padding: 2px 0 6px; }
ul.lines li { overflow-wrap: anywhere; }
ul.lines ul { padding-left: 1.4em; color: var(--muted); }
.panel[data-part^="statement"] h3, .panel[data-part^="explain"] h3, .panel[data-part^="verify"] h3 { font-size: 1rem; padding-top: 10px; }
.panel[data-part^="statement"] a, .panel[data-part^="explain"] a, .panel[data-part^="verify"] a { color: var(--accent); }
.panel:is([data-part^="statement"], [data-part^="explain"], [data-part^="verify"]) :is(td, li, p:not(.takes, .chips, .pager)) a { text-decoration: underline; text-underline-offset: 2px; }
.panel[data-part^="statement"] td, .panel[data-part^="explain"] td, .panel[data-part^="verify"] td { white-space: normal; }
.panel[data-part^="statement"] td.number { white-space: nowrap; }
.takes { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px 0; }
.takes a { display: inline-block; font-weight: 600; border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; }
form.inline { display: inline-block; }
form.inline button, .to-hear button { font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: 8px; padding: 6px 14px; margin-left: 10px; cursor: pointer; }
.panel[data-part^="month"] td a + a { margin-left: 14px; }
.panel .door { margin-top: 10px; max-width: 54rem; }
.panel p + .chips { padding-top: 8px; }
.panel:not(.acts) > .door { border: 0; padding: 0; }
.panel.acts > .act:first-child { border-top: 0; margin-top: 0; }
.panel.table thead td { border: 0; }
[data-part="effects"] th[scope="rowgroup"] { vertical-align: top; }
.panel .door .in-row { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: end; }
.panel .door fieldset { max-height: 20rem; overflow-y: auto; }
.panel .door input[type=file] { font-size: 1rem; }
.panel .door input[type=checkbox] { inline-size: 1.1rem; block-size: 1.1rem; flex: none; }
.panel .door details > summary { cursor: pointer; padding: 8px 0; font-weight: 550; }
.field-problem { color: var(--down-ink); font-weight: 550; }
table.calendar { width: 100%; border-collapse: collapse; table-layout: fixed; }
table.calendar th { text-align: left; color: var(--muted); font-size: .88rem; font-weight: 400; padding: 6px; }
table.calendar th abbr { display: none; }
table.calendar td { border: 1px solid var(--line); vertical-align: top; padding: 4px 6px; height: 5.2rem; min-width: 0; }
table.calendar td.is-other > b { color: var(--muted); font-weight: 400; }
table.calendar td.is-today { box-shadow: inset 0 0 0 2px var(--accent); }
table.calendar .entry { display: block; color: var(--accent); font-size: .86rem; overflow-wrap: anywhere; padding: 1px 0; }
.month > header a, .month > p a, .calendar-list td a { color: var(--accent); }
.month > p a { text-decoration: underline; text-underline-offset: 2px; }
.turns { columns: 2 22rem; column-gap: 28px; }
.turns li { padding: 3px 0; break-inside: avoid; }
.turns li.is-today { font-weight: 650; }
.address { overflow-wrap: anywhere; user-select: all; }
@media (max-width: 700px) {
  table.calendar th { padding: 3px; }
  table.calendar th span { display: none; }
  table.calendar th abbr { display: inline; text-decoration: none; }
  table.calendar td { height: 3rem; padding: 3px; }
  table.calendar .entry { height: 6px; margin-top: 3px; border-radius: 3px; background: var(--accent); font-size: 0; }
  table.calendar del .entry { background: var(--line); }
}
@media (max-width: 600px) {
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { padding-bottom: 8px; }
  .stack td:not(:first-child) a { text-decoration: underline; text-underline-offset: 2px; }
  .month-days text { font-size: 20px; }
  [data-part="effects"] th[scope="rowgroup"] { display: block; white-space: normal; }
  .panel .door .in-row { grid-template-columns: 1fr; }
  .panel .door button { width: 100%; }
  form.inline button, .to-hear button { margin-left: 0; min-height: 44px; }
}
@media print { .panel .door, form.inline { display: none; } }
`;
