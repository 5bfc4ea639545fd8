/** A telephone first, then a laptop, then a wall of 1920 by 1080 that shows everything without scrolling. */
export const LAYOUT_STYLES = `
.columns { display: grid; gap: 12px; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); grid-template-rows: auto auto 1fr; align-items: start; }
.columns > .incidents { grid-column: 2; grid-row: 1 / span 2; }
.columns.is-two { grid-template-rows: none; }
.columns.is-two > .incidents { grid-row: auto; }
@media (max-width: 1100px) {
  .tiles { grid-template-columns: repeat(5, minmax(0, 1fr)); }
  .tile.is-main { grid-column: 1 / -1; }
  .health { grid-template-columns: 1fr 1fr; }
  .health-item:nth-child(odd) { border-left: 0; }
  .health-item:nth-child(n + 3) { border-top: 1px solid var(--line); }
}
@media (max-width: 860px) {
  .columns, .columns.is-two { grid-template-columns: minmax(0, 1fr); grid-template-rows: none; }
  .columns > .incidents { grid-column: auto; grid-row: auto; }
  /* On a telephone what is down is read first, and the map afterwards. */
  .columns:not(.is-two) > .incidents { order: -1; }
}
@media (max-width: 600px) {
  /* What was asked for first: how camwatch itself is stands below it. */
  main > .health { order: 1; }
  main, .notices { padding-left: 10px; padding-right: 10px; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 8px; }
  .tile { padding: 9px 11px; }
  .tile:last-child { grid-column: 1 / -1; }
  .tile .more { white-space: normal; }
  .health { grid-template-columns: 1fr; }
  .health-item, .health-item:nth-child(even) { border-left: 0; padding: 7px 11px; }
  .health-item + .health-item { border-top: 1px solid var(--line); }
  .panel { padding: 10px 11px; }
  .panel.map { padding: 10px 6px; }
  .panel.map > header, .panel.map > .legend { padding-left: 5px; padding-right: 5px; }
  .panel > header { flex-wrap: wrap; gap: 2px 12px; }
  .panel > header p { text-align: left; }
  .city .district, .cell .name { display: none; }
  .cell .lost { font-size: 23px; transform: translateY(6px); } .cell .is-raised .lost { transform: translateY(15px); }
  .cell .lost.is-long { font-size: 15px; } .cell .mark { transform: translateY(6px); } .cell .is-raised .mark { transform: translateY(15px); }
  .cause-row { grid-template-columns: auto minmax(0, 1fr); grid-template-rows: none; }
  .cause-row > .icon { grid-row: span 3; }
  .cause-count, .cause-since { grid-column: 2; text-align: left; }
  .counts table { font-size: .9rem; }
  .counts th, .counts td { padding: 4px 3px; }
  .troubled li { grid-template-columns: auto minmax(0, 1fr) auto; }
  .troubled li span:not(.when) { grid-column: 2; }
  .troubled li .when { grid-column: 3; grid-row: 1; }
}
@media (min-width: 1600px) {
  html { font-size: 15px; }
  .columns:not(.is-two) { grid-template-columns: minmax(0, 1.18fr) minmax(0, .95fr) minmax(0, .78fr); }
  .columns:not(.is-two) { grid-template-rows: auto minmax(0, 1fr); }
  .columns > .map, .columns:not(.is-two) > .counts { grid-row: 1 / span 2; }
  .columns > .map { grid-column: 1; }
  .columns:not(.is-two) > .counts { grid-column: 3; }
  .city .district { font-size: 11px; }
  .cell .name { font-size: 9.2px; }
}
@media (min-width: 1600px) and (min-height: 900px) {
  body { min-height: 100vh; display: flex; flex-direction: column; }
  main:has(> .tiles) { height: 0; flex: 1 1 auto; min-height: 760px; grid-template-rows: auto auto minmax(0, 1fr) auto; }
  main:has(> .tiles) > .columns { align-items: stretch; min-height: 0; }
  main:has(> .tiles) .panel { display: flex; flex-direction: column; min-height: 0; overflow: auto; scrollbar-width: thin; }
  main:has(> .tiles) .city { flex: 1 1 0; min-height: 0; max-height: none; }
  .columns:not(.is-two) > .counts table { flex: 1 1 auto; font-size: .93rem; }
  .columns:not(.is-two) > .counts th, .columns:not(.is-two) > .counts td { padding-top: 0; padding-bottom: 0; line-height: 1.3; }
}
`;
