import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { KEEPERS } from '../../simulator/cluster/start-cluster.ts';
import type { DemoCredentials } from '../run/setting/demo-credentials.ts';
import { writeDemoCity } from '../run/setting/write-demo-city.ts';
import { HUB_PORT, SILENT_AFTER } from './cluster-timing.ts';

export interface SettleCityOptions {
  readonly dir: string;
  readonly language: 'vi' | 'en';
  readonly centrePort: number;
  readonly addressOf: (machine: string) => string;
  /** Address of the record without its host: each machine asks the HAProxy of its own. */
  readonly record: { readonly port: number; readonly caPath: string; readonly passwordPath: string };
}

export interface WriteClusterCityOptions extends SettleCityOptions {
  readonly block: number;
  readonly devices: number;
  readonly seed: number;
  readonly onProgress: (doneCount: number, totalCount: number) => void;
}

export const folderOf = (dir: string, machine: string): string => join(dir, `city-${machine}`);

/** How a program at `host` opens the record. */
export const placeOfRecord = (
  host: string,
  { port, caPath }: SettleCityOptions['record'],
  mode: 'verify-full' | 'verify-ca' = 'verify-full',
): string => `postgresql://camwatch@${host}:${port}/camwatch?sslmode=${mode}&sslrootcert=${caPath}`;

/** The demo's city, on each machine that keeps the record. */
export async function writeClusterCity(options: WriteClusterCityOptions): Promise<DemoCredentials> {
  const { dir, centrePort } = options;
  const credentials = await writeDemoCity({
    ...options,
    dir: folderOf(dir, KEEPERS[0]),
    secretsDir: join(dir, 'secrets'),
    icmp: 'fping',
    port: centrePort,
    influxUrl: undefined,
  });
  await settleCity(options);
  return credentials;
}

/** Gives the configuration folder of the first machine the settings of docs/cluster.md, and the others a copy of it. */
export async function settleCity(options: SettleCityOptions): Promise<void> {
  const { dir, addressOf, record, centrePort } = options;
  const [first, ...others] = KEEPERS;
  const firstDir = folderOf(dir, first);
  const path = join(firstDir, 'camwatch.yaml');
  const settings = parse(await readFile(path, 'utf8'));
  const kept = { database: placeOfRecord('127.0.0.1', record), password: `file:${record.passwordPath}` };
  const addresses = KEEPERS.map(addressOf);
  await writeFile(
    path,
    stringify({
      ...settings,
      ledger: { path: join(dir, 'data/ledger.sqlite'), ...kept },
      accounts: { path: join(dir, 'data/accounts.sqlite'), ...kept },
      statements: { key: join(dir, 'keys/statement-key.pem') },
      // The page of either machine is asked by HAProxy of both.
      page: { port: centrePort, language: options.language, host: '0.0.0.0', proxies: addresses },
      hub: { host: '0.0.0.0', port: HUB_PORT, names: addresses, authority: join(dir, 'keys/hub') },
      cluster: { silent_after: SILENT_AFTER },
    }),
  );
  // One configuration on both: what goes down to collectors is the same, whichever hub they ask.
  for (const machine of others) await cp(firstDir, folderOf(dir, machine), { recursive: true });
}
