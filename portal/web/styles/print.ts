/** On paper nothing scrolls and no ground is coloured; comes last. */
export const PRINT_STYLES = `
@media print {
  .columns, .columns.is-two { display: block; }
  .columns > * + * { margin-top: 12px; }
  .scroll, .incidents > ol { overflow: visible; max-height: none; }
  .table th, .table td, .outages th, .outages td, .learnt th, .learnt td { white-space: normal; overflow-wrap: break-word; }
  .table td.wide, .outages td.wide { min-width: 0; overflow-wrap: anywhere; }
  .panel > header { break-after: avoid; }
  tr, .duty-row, .cause-row, .indicator, .facts dl > * { break-inside: avoid; }
  .severity, .severity.is-critical, .severity.is-major { background: none; color: var(--ink); border: 1px solid var(--ink); }
  .severity.is-critical { border-width: 2px; }
  .notice.is-alarm { background: none; color: var(--ink); border: 2px solid var(--ink); }
  /* Rows of a grid do not go on over a sheet. */
  main { display: block; }
  main > * + * { margin-top: 12px; }
  /* What is filled in is not for paper, nor is its heading where something else is there. */
  main > .panel:has(> form.door):not(:only-child), main > form.door, .panel details:has(form.door), .panel.acts:not(:has(> :not(details))) { display: none; }
  .keys, .offer, .door-page button, .door-page a.button { display: none; }
  .tile .more { white-space: normal; overflow: visible; }
  .facet:not(:has(.is-chosen)), .facet li:not(.is-chosen) { display: none; }
  .facet ul { flex-wrap: wrap; overflow: visible; }
}
`;
