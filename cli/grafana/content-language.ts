import type { Config } from '../../config/load-config.ts';
import type { Language } from '../../core/language/language.ts';
import { TOLD } from '../shell/shared-options.ts';

/** In which language what Grafana shows is written. */
export const LANG = TOLD.lang.describe('language (default: that of the page in the settings)');

export const languageIn = (
  { settings }: Pick<Config, 'settings'>,
  { lang = settings.page.language }: { readonly lang?: Language | undefined },
): Language => lang;
