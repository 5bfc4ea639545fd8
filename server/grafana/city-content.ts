import { buildAlerting } from '../../alerts/rules/build-alerting.ts';
import { RULES_FOLDER_UID } from '../../alerts/rules/rule.ts';
import type { Config } from '../../config/load-config.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { minutes } from '../../core/time/units.ts';
import { buildDashboards } from '../../dashboards/build-dashboards.ts';
import type { DataSource, Folder, GrafanaContent } from '../../grafana/content.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import { contentTextsEn as en } from './content-texts-en.ts';
import { contentTextsVi as vi } from './content-texts-vi.ts';

export const DATA_SOURCE_UID = 'camwatch-influx';

const contentTextsOf = inLanguage({ en, vi });

export interface CityContentOptions {
  readonly language: Language;
  /** Planned work that has not ended: absent for files, since what comes from the ledger is pushed only. */
  readonly maintenance?: readonly AnnouncedWork[];
}

/** Everything of a city in Grafana. */
export function buildCityContent(
  config: Pick<Config, 'inventory' | 'settings'>,
  { language, maintenance = [] }: CityContentOptions,
): GrafanaContent {
  const options = { language, dataSourceUid: DATA_SOURCE_UID };
  const { folders, dashboards } = buildDashboards(config, options);
  return {
    folders: [...withTeamsApart(folders), { uid: RULES_FOLDER_UID, title: contentTextsOf(language).alerts }],
    dataSource: buildDataSource(config.settings),
    dashboards,
    ...buildAlerting(config, { ...options, maintenance }),
  };
}

/** Two agencies of one name would share a team, and look into each other's folders. */
function withTeamsApart(folders: readonly Folder[]): readonly Folder[] {
  const byTeam = Map.groupBy(
    folders.flatMap(({ viewers = [] }) => viewers),
    (team) => team,
  );
  const apart = (team: string, uid: string) => (byTeam.get(team)?.length === 1 ? team : `${team} (${uid})`);
  return folders.map(({ viewers, ...folder }) => ({
    ...folder,
    ...(viewers && { viewers: viewers.map((team) => apart(team, folder.uid)) }),
  }));
}

const USUAL_URL = 'http://127.0.0.1:8086';
const USUAL_DATABASE = 'camwatch';

/** The InfluxDB that the collector writes to, as Grafana reaches it. */
function buildDataSource({ influx, grafana }: Settings): DataSource {
  const { version = 1, url, username, secret } = grafana?.influx ?? {};
  return {
    uid: DATA_SOURCE_UID,
    name: 'camwatch',
    url: url ?? influx?.url ?? USUAL_URL,
    database: influx?.database ?? USUAL_DATABASE,
    version,
    ...(username !== undefined && { user: username }),
    ...(secret !== undefined && { secret }),
    leastIntervalMs: minutes(1),
  };
}
