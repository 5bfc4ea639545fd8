import { loadConfig } from '../../config/load-config.ts';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { FindWithheld, findWithheld } from '../../server/find-withheld.ts';
import { alignTable } from '../demo/align-table.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch inventory withheld`: whose pseudonyms InfluxDB has. */
export const buildWithheldCommand = defineCommand({
  name: 'withheld',
  description: 'List what stands in InfluxDB under pseudonyms, or whose the given ones are; writes nothing.',
  arguments: ['pseudonyms'],
  options: { ...PLACE, ...FindWithheld.shape, json: TOLD.json },
  help: `
What is at secret sites, or has left the inventory, has no name in InfluxDB. The key lies beside the ledger: who may read that may
ask here. An interface is known where the inventory names it.

Examples:
  camwatch inventory withheld --config /etc/camwatch
  camwatch inventory withheld withheld-5f0c1d9a7b3e2468ace0`,
  open: openNothing,
  run: async (_scope, { pseudonyms, ...place }) => {
    const { inventory } = await loadConfig(place.config);
    return findWithheld({ inventory, ledgerPath: await ledgerPath(omitUndefined(place)) }, { pseudonyms });
  },
  json: (found) => found,
  render: (found) =>
    found.length === 0
      ? ['nothing is withheld']
      : alignTable(found.map(({ pseudonym, name, title = '' }) => [pseudonym, name, title])),
});
