import { join } from 'node:path';
import { type OpenedConfig, openSharedConfig } from '../../config/shared-config.ts';

export interface LocalPlace {
  /** Name of the collector. */
  readonly id: string;
  /** Network zone that it stands in; absent where no hub has said it yet. */
  readonly zone?: string | undefined;
  /** Where it keeps everything. */
  readonly dir: string;
  /** In place of those of the settings, which are near another. */
  readonly canaries: readonly string[];
}

export const ledgerPathOf = ({ dir }: Pick<LocalPlace, 'dir'>): string => join(dir, 'ledger.sqlite');

/** The configuration of the city as one collector has it: under its own name, and with its own places on its own disk. */
export function localConfig({ shared }: OpenedConfig, { id, zone, dir, canaries }: LocalPlace): OpenedConfig {
  const { influx, ...settings } = shared.settings;
  const queueDir = join(dir, 'influx-queue');
  return openSharedConfig({
    ...shared,
    settings: {
      ...settings,
      collector: {
        ...{ ...settings.collector, id },
        ...(canaries.length > 0 && {
          canaries: canaries.map((address) => ({ address, expect: 'answer' as const })),
        }),
      },
      ledger: { path: ledgerPathOf({ dir }) },
      ...(influx && {
        influx: {
          ...ofZone(influx, zone),
          queueDir,
          also: influx.also.map((target, place) => ({ ...target, queueDir: `${queueDir}-${place + 2}` })),
        },
      }),
    },
  });
}

type Influx = NonNullable<OpenedConfig['settings']['influx']>;

/** A zone with a server of its own writes there, as the user that is named there. */
function ofZone({ username, password, ...influx }: Influx, zone: string | undefined): Influx {
  const own = zone === undefined ? undefined : influx.zones[zone];
  if (own === undefined) return { ...influx, username, password };
  const { readUrl: _, ...server } = own;
  return { ...influx, ...server };
}
