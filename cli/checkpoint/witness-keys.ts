import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { keyOfRaw, type NamedKey } from '../../ledger/checkpoint/signed-note.ts';

/** Whose cosignatures count by the settings; `undefined` of a ledger that is given by itself: then keys on record do. */
export async function witnessKeys({
  config,
  ledger,
}: PlaceOptions): Promise<readonly NamedKey[] | undefined> {
  if (ledger !== undefined || !existsSync(join(config, 'camwatch.yaml'))) return undefined;
  return witnessKeysOf(await loadSettings(config));
}

export const witnessKeysOf = ({ checkpoints }: Settings): readonly NamedKey[] =>
  (checkpoints?.witnesses ?? []).map(({ name, key }) => ({
    name,
    publicKey: keyOfRaw(Buffer.from(key, 'base64')),
  }));
