import { type Config, loadConfig } from '../../config/load-config.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';

/** What commands about a configuration folder work with: times are those of its city. */
export interface ConfigScope extends PlainScope {
  readonly config: Config;
}

/** Loads the folder that `--config` or the place of `dir` names. @throws CONFIG_INVALID */
export const openConfig: OpenScope<ConfigScope> = async ({ config: named, dir = named }, cli, work) => {
  const { progress, clearProgress } = cli.terminal;
  const config = await loadConfig(String(dir), {
    onProgress: (done, total) => progress('inventory', done, total),
  });
  clearProgress();
  const { timeZone } = config.settings.city;
  await work({ cli, config, timeZone, cityTimeZone: timeZone });
};
