/** Why a device or line is lost, above what is known of it. */
export const CAUSES_STYLES = `
.causes { grid-column: 1 / -1; }
.causes .cause-row { border-top: 1px solid var(--line); }
.causes .cause-name a { color: var(--accent); }
@media (max-width: 600px) {
  .causes .cause-row { grid-template-columns: minmax(0, 1fr); }
  .causes .cause-row > * { grid-column: 1; justify-self: start; }
}
`;
