import { type DescribedRevision, describeRevisions } from '../../config/inventory/describe-revisions.ts';
import { diffInventory } from '../../config/inventory/revisions.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { recordedRevisions } from './recorded-revisions.ts';
import { diffOptions, ledgerOf, REVISIONS } from './revision-options.ts';

/** `camwatch inventory diff`. */
export const buildDiffCommand = defineCommand({
  name: 'diff',
  description: 'Show what would be recorded; writes nothing, and works while camwatch runs.',
  arguments: ['dir'],
  options: REVISIONS,
  help: `
Examples:
  camwatch inventory diff
  camwatch inventory diff /etc/camwatch --effective 2025-10-01
  camwatch inventory diff --confirm-removed cam-17,link:fttx-4 --json`,
  open: openConfig,
  run: (scope, options) => {
    const recorded = recordedRevisions(ledgerOf(scope, options));
    return describeRevisions(recorded, diffInventory(recorded, scope.config.inventory, diffOptions(options)));
  },
  json: (revisions, _scope, { dir }) => ({ dir, revisions }),
  render: (revisions, { timeZone }) => renderRevisions(revisions, createZone(timeZone)),
});

const MOST_PRINTED = 200;
const SIGNS = { new: '+', changed: '~', removed: '-' } as const;

function renderRevisions(revisions: readonly DescribedRevision[], zone: Zone): readonly string[] {
  if (revisions.length === 0) return ['the ledger has recorded all of it'];
  const lines = revisions
    .slice(0, MOST_PRINTED)
    .flatMap(({ kind, id, fromMs, change, fields }) => [
      `${SIGNS[change]} ${kind}:${id} from ${zone.renderInstant(fromMs)}`,
      ...fields.map(({ name, from, to }) => `    ${name}: ${renderField(from)} → ${renderField(to)}`),
    ]);
  const unprinted = revisions.length - Math.min(revisions.length, MOST_PRINTED);
  const count = `${revisions.length} ${revisions.length === 1 ? 'revision' : 'revisions'} to record`;
  return [...lines, ...(unprinted > 0 ? [`and ${unprinted} more (--json lists all)`] : []), count];
}

function renderField(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
