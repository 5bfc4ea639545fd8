import { loadConfigApart } from '../../config/load-apart.ts';
import type { OpenedConfig } from '../../config/shared-config.ts';
import { HubError } from '../../hub/hub-error.ts';
import { readSignedConfiguration } from '../../hub/wire/configuration.ts';
import type { ConfigurationKeeper } from '../keep-configuration.ts';
import type { ConfigurationFolder } from './configuration-folder.ts';
import { type LocalPlace, localConfig } from './local-config.ts';

/** What came from the hub, as it is watched by here. */
export interface ReceivedConfigurations {
  /** Of the one in force. */
  readonly name: () => string | undefined;
  /** Reads the one in force. @throws CONFIG_INVALID */
  readonly load: () => Promise<OpenedConfig>;
  /**
   * Checks what was sent as `camwatch check` does, and puts it in force; one that is bad changes nothing.
   * @throws HUB_CONFIGURATION, CONFIG_INVALID
   */
  readonly take: (
    signed: string,
    authority: string,
    keeper: Pick<ConfigurationKeeper, 'reload'>,
  ) => Promise<undefined>;
}

export function createReceivedConfigurations({
  folder,
  place,
}: {
  readonly folder: ConfigurationFolder;
  readonly place: LocalPlace;
}): ReceivedConfigurations {
  return {
    name: () => folder.current()?.name,
    load: async () => {
      const current = folder.current();
      if (!current)
        throw new HubError('COLLECTOR_STATE', {
          en: 'expected a configuration in the folder of the collector, found none',
          vi: 'cần cấu hình trong thư mục của bộ thu thập, chưa thấy',
        });
      return localConfig(await loadConfigApart(current.dir), place);
    },
    take: async (signed, authority, keeper) => {
      const files = readSignedConfiguration(signed, authority);
      await loadConfigApart(folder.keep(files));
      folder.use(files.name);
      await keeper.reload();
      return undefined;
    },
  };
}
