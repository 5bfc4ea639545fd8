/** Red, orange and green stand for states and nothing else; `-ink` is what is readable as text on a panel. */
const LIGHT = `
color-scheme: light;
--page: #edf0f4; --panel: #ffffff; --ink: #14202b; --muted: #566472; --faint: #8b98a5; --line: #dfe5ea; --accent: #1c5690;
--shade: #f5f7f9;
--up: #2c9167; --up-cell: #c3e3d3; --up-cell-ink: #1c5a40;
--degraded: #e69a1f; --degraded-ink: #96590a; --degraded-cell: #f6bd5c; --degraded-cell-ink: #3a2402; --hatch: #e8a02e;
--down: #c6281d; --down-ink: #b52217; --down-cell: #c6281d; --down-cell-ink: #ffffff;
--unknown: #8694a1; --unknown-cell: #dfe4e9; --unknown-cell-ink: #5d6b78;
--none-cell: #f3f5f7; --none-icon: #d8dfe5;
--outline: #51626f; --label: #22323f; --halo: #ffffffd9;`;

const DARK = `
color-scheme: dark;
--page: #0b1117; --panel: #141c24; --ink: #eaf0f5; --muted: #9aa8b5; --faint: #6d7b88; --line: #26323d; --accent: #86b9ee;
--shade: #1a242d;
--up: #3fae80; --up-cell: #1d5440; --up-cell-ink: #b9e3d0;
--degraded: #f0a93b; --degraded-ink: #f5b95b; --degraded-cell: #d48d22; --degraded-cell-ink: #221503; --hatch: #b97612;
--down: #f04f41; --down-ink: #ff7a6d; --down-cell: #d93a2c; --down-cell-ink: #ffffff;
--unknown: #7c8b99; --unknown-cell: #2c3843; --unknown-cell-ink: #a9b6c2;
--none-cell: #19222b; --none-icon: #32404c;
--outline: #8fa2b3; --label: #f2f6fa; --halo: #0b1117cc;`;

export const COLOUR_STYLES = `
:root {${LIGHT}}
/* Paper is white. */
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK}} }
@media screen { :root[data-theme="dark"] {${DARK}} }
`;
