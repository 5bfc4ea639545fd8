import { markFiles } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { loadKey } from '../../contracts/actions/statements/key-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { issueCheckpoint } from '../../ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { openStoreReadOnly } from '../../ledger/sqlite/store/open-store.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { AUTHOR, authorOf, PLACE, SIGNING_KEY, TOLD } from '../shell/shared-options.ts';

/** `camwatch checkpoint issue`: one more than the day's, also while camwatch runs, which then sends it. */
export const buildIssueCommand = defineCommand({
  name: 'issue',
  description:
    'Sign the ledger as it is now as a checkpoint, and print it; a camwatch that runs sends it out.',
  options: { ...PLACE, author: AUTHOR, key: SIGNING_KEY, json: TOLD.json },
  help: `
Examples:
  camwatch checkpoint issue
  camwatch checkpoint issue --config /etc/camwatch > checkpoint.txt`,
  open: withPlace,
  run: async ({ cli, place, path }, options) => {
    // It makes no ledger.
    openStoreReadOnly(path, { older: 'accept' }).close();
    const { collector, checkpoints } = await loadSettings(place.config);
    const { key } = await loadKey({ ...place, ...omitUndefined({ key: options.key }) }, cli);
    return issueCheckpoint(path, {
      ...{ collector: collector.id, author: authorOf(options), nowMs: Date.now },
      ...{ privateKey: key.privateKey, markFiles: await markFiles(place) },
      ...omitUndefined({ origin: checkpoints?.origin }),
    });
  },
  json: ({ written: note, checkpoint: { size, heads }, seq: row }, { shown: path }) => ({
    ...{ ledger: path, row, size, heads, note },
  }),
  render: ({ written }) => [written.trimEnd()],
});
