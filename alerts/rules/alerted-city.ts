import type { GrafanaAlerting } from '../../config/settings/grafana-alerting-schema.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Language } from '../../core/language/language.ts';
import type { Sources } from '../../grafana/measured-at.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';

/** What rules, contact points and policies are made from. */
export interface AlertedCity {
  readonly inventory: Inventory;
  readonly settings: Pick<Settings, 'city' | 'findings'> & {
    readonly grafana?: GrafanaAlerting | undefined;
  };
}

export interface AlertingOptions extends Sources {
  readonly language: Language;
  /** Planned work that has not ended. Empty for files: mute timings are pushed and never committed. */
  readonly maintenance: readonly AnnouncedWork[];
}
