import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ledgerPath } from '#config/settings/ledger-place.ts';
import { besidePath, readDatabasePlace, shownPlace } from '#core/domain/record-place.ts';
import { SOUND_FILES, writeConfigFolder } from '#test/support/config-folder.ts';

const DATABASE = 'postgresql://camwatch@10.1.2.3/city';

const folderWith = (ledger: string) =>
  writeConfigFolder({ 'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}ledger:\n${ledger}` });
const IN_DATABASE = `  database: ${DATABASE}\n  password: env:CITY_PASSWORD\n`;

test('the record is a file of the configuration folder', async () => {
  const config = await folderWith('  path: data/ledger.sqlite\n');

  expect(await ledgerPath({ config })).toBe(join(config, 'data/ledger.sqlite'));
  expect(await ledgerPath({ config, ledger: 'other.sqlite' })).toBe('other.sqlite');
});

test('the record is in a database, and its papers lie beside the path of the settings', async () => {
  const config = await folderWith(IN_DATABASE);

  const place = await ledgerPath({ config });

  expect(shownPlace(place)).toBe(DATABASE);
  expect(besidePath(place)).toBe(join(config, 'data/ledger.sqlite'));
  expect(readDatabasePlace(place).password).toBe('env:CITY_PASSWORD');
  expect(await ledgerPath({ config, ledger: 'other.sqlite' })).toBe('other.sqlite');
  expect(await ledgerPath({ config, ledger: DATABASE })).toBe(place);
});

test('another database is not shown the password of this one', async () => {
  const config = await folderWith(IN_DATABASE);

  const place = await ledgerPath({ config, ledger: 'postgresql://camwatch@10.6.6.6/city' });

  expect(besidePath(place)).toBe(join(config, 'data/ledger.sqlite'));
  expect(readDatabasePlace(place).password).toBeUndefined();
});

test('a place without a password in it is asked for, where the settings have one in it', async () => {
  const config = await folderWith('  database: postgresql://camwatch:hunter2@10.1.2.3/city\n');

  const refused = await ledgerPath({ config }).catch((error: unknown) => String(error));

  expect(refused).toContain(
    'ledger.database: expected postgresql://user@host:port/database without a password',
  );
  expect(refused).not.toContain('hunter2');
});
