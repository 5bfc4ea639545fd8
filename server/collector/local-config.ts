import { join } from 'node:path';
import { type OpenedConfig, openSharedConfig } from '../../config/shared-config.ts';

export interface LocalPlace {
  /** Name of the collector. */
  readonly id: string;
  /** Where it keeps everything. */
  readonly dir: string;
  /** In place of those of the settings, which are near another. */
  readonly canaries: readonly string[];
}

export const ledgerPathOf = ({ dir }: Pick<LocalPlace, 'dir'>): string => join(dir, 'ledger.sqlite');

/** The configuration of the city as one collector has it: under its own name, and with its own places on its own disk. */
export function localConfig({ shared }: OpenedConfig, { id, dir, canaries }: LocalPlace): OpenedConfig {
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
          ...influx,
          queueDir,
          also: influx.also.map((target, place) => ({ ...target, queueDir: `${queueDir}-${place + 2}` })),
        },
      }),
    },
  });
}
