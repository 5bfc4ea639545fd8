import { Command } from 'commander';
import { createPseudonyms } from '../../collector/influx/pseudonyms.ts';
import { loadConfig } from '../../config/load-config.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { PseudonymKeyError, pseudonymKeyPath, readPseudonymKey } from '../../server/pseudonym-key.ts';
import { alignTable } from '../demo/align-table.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { findWithheldNames } from './withheld-names.ts';

interface Options extends PlaceOptions {
  readonly json?: boolean;
}

/** `camwatch inventory withheld`: whose pseudonyms InfluxDB has. */
export function buildWithheldCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('withheld'))
    .description(
      'List what stands in InfluxDB under pseudonyms, or whose the given ones are; writes nothing.',
    )
    .argument('[pseudonyms...]', 'only these, such as withheld-0f3c…')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
What is at secret sites, or has left the inventory, has no name in InfluxDB. The key lies beside the ledger: who may read that may
ask here. An interface is known where the inventory names it.

Examples:
  camwatch inventory withheld --config /etc/camwatch
  camwatch inventory withheld withheld-5f0c1d9a7b3e2468ace0`,
    )
    .action(async (pseudonyms: readonly string[], options: Options) => {
      const path = await ledgerPath(options);
      const pseudonymOf = createPseudonyms(readPseudonymKey(path));
      const { inventory } = await loadConfig(options.config);
      const all = findWithheldNames(inventory, recordedEntities(path)).map((one) => ({
        ...{ pseudonym: pseudonymOf(one.name), ...one },
      }));
      const unknown = pseudonyms.filter((asked) => all.every(({ pseudonym }) => pseudonym !== asked));
      if (unknown.length > 0)
        throw new PseudonymKeyError(
          `expected pseudonyms by the key ${pseudonymKeyPath(path)} of what is withheld, got ${unknown.join(', ')}`,
        );
      const found =
        pseudonyms.length > 0 ? all.filter(({ pseudonym }) => pseudonyms.includes(pseudonym)) : all;
      if (options.json) terminal.printJson(found);
      else terminal.print(renderNames(found));
    });
}

function renderNames(
  names: readonly { readonly pseudonym: string; readonly name: string; readonly title?: string }[],
): string {
  if (names.length === 0) return 'nothing is withheld';
  return alignTable(names.map(({ pseudonym, name, title = '' }) => [pseudonym, name, title])).join('\n');
}

function recordedEntities(path: string) {
  using reader = recordStore(path).openReader();
  const idsOf = (kind: 'device' | 'link') => [
    ...new Set([...reader.revisions({ kind })].map(({ id }) => id)),
  ];
  return [...idsOf('device').map(deviceEntity), ...idsOf('link').map(linkEntity)];
}
