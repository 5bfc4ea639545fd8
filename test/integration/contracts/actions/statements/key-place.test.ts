import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTerminal } from '#cli/shell/terminal.ts';
import { loadKey } from '#contracts/actions/statements/key-place.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const SETTINGS = `
city: {name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01}
profiles: {camera: {reach: {prober: icmp, interval: 60s, timeout: 1s}}}
`;

function configFolder(more = ''): string {
  const folder = tempFolder();
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'camwatch.yaml'), `${SETTINGS}${more}`);
  return folder;
}

async function load(options: { config?: string; ledger?: string; key?: string }, home = tempFolder()) {
  const told: string[] = [];
  const terminal = {
    ...createTerminal(process.stdout, process.stderr),
    printError: (text: string) => told.push(text),
  };
  const { path, key } = await loadKey(
    { config: configFolder(), ...options },
    { env: { HOME: home }, terminal },
  );
  return { path, fingerprint: key.signer.fingerprint, isNew: key.isNew, told };
}

describe('the signing key', () => {
  test('is made away from the ledger', async () => {
    const config = configFolder();

    expect(await load({ config })).toMatchObject({
      path: join(config, 'keys', 'statement-key.pem'),
      isNew: true,
      told: [],
    });
  });

  test('of a ledger given by itself is that of the user', async () => {
    const home = tempFolder();
    const ledger = join(tempFolder(), 'ledger.sqlite');

    expect(await load({ ledger }, home)).toMatchObject({
      path: join(home, '.config', 'camwatch', 'statement-key.pem'),
    });
  });

  test.each([
    ['of the settings', (folder: string) => ({ config: folder }), 'data'],
    ['of a ledger given by itself', (folder: string) => ({ ledger: join(folder, 'ledger.sqlite') }), '.'],
  ])('%s of before goes on from beside the ledger, and is told how to move', async (_, optionsOf, where) => {
    const [folder, home] = [configFolder(), tempFolder()];
    const former = join(folder, where, 'statement-key.pem');
    const { fingerprint } = loadStatementKey(former).signer;

    const loaded = await load(optionsOf(folder), home);

    const place = where === 'data' ? join(folder, 'keys') : join(home, '.config', 'camwatch');
    expect(loaded).toMatchObject({ path: former, fingerprint, isNew: false });
    expect(loaded.told).toEqual([
      `camwatch: ${former}: the signing key lies beside the ledger, where whoever takes the one has both; move it: install -d -m 700 ${place} && mv ${former} ${join(place, 'statement-key.pem')}`,
    ]);
  });

  test('lies where the settings say, and where --key says', async () => {
    const config = configFolder('statements: {key: elsewhere/our.pem}\n');
    const key = join(tempFolder(), 'mine.pem');

    expect((await load({ config })).path).toBe(join(config, 'elsewhere', 'our.pem'));
    expect((await load({ config, key })).path).toBe(key);
  });
});
