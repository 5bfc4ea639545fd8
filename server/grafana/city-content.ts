import { buildAlerting } from '../../alerts/rules/build-alerting.ts';
import { RULES_FOLDER_UID } from '../../alerts/rules/rule.ts';
import type { Config } from '../../config/load-config.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { zoneServers } from '../../config/settings/zone-servers.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { minutes } from '../../core/time/units.ts';
import { buildDashboards } from '../../dashboards/build-dashboards.ts';
import type { Folder, GrafanaContent } from '../../grafana/content.ts';
import type { Sources } from '../../grafana/measured-at.ts';
import { uidOf } from '../../grafana/uid.ts';
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
  const options = { language, ...citySources(config.settings) };
  const { folders, dashboards } = buildDashboards(config, options);
  return {
    folders: [...withTeamsApart(folders), { uid: RULES_FOLDER_UID, title: contentTextsOf(language).alerts }],
    dataSources: buildDataSources(config.settings),
    dashboards,
    ...buildAlerting(config, { ...options, maintenance }),
  };
}

/** Which data source each network zone is measured in. */
export const citySources = ({ influx }: Pick<Settings, 'influx'>): Sources => ({
  dataSourceUid: DATA_SOURCE_UID,
  zoneSources: zoneServers(influx).map(({ zones }) => ({ uid: uidOfZone(zones), zones })),
});

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

/** The InfluxDB that the record is copied to, as Grafana reaches it, and those of network zones that are others. */
function buildDataSources({ influx, grafana }: Settings): GrafanaContent['dataSources'] {
  const { version = 1, url, username, secret } = grafana?.influx ?? {};
  const common = {
    version,
    ...(username !== undefined && { user: username }),
    ...(secret !== undefined && { secret }),
    leastIntervalMs: minutes(1),
  };
  const first = {
    ...{ uid: DATA_SOURCE_UID, name: 'camwatch', url: url ?? influx?.url ?? USUAL_URL },
    ...{ database: influx?.database ?? USUAL_DATABASE, ...common },
  };
  const ofZones = zoneServers(influx).map(({ zones, url, database }) => ({
    ...{ uid: uidOfZone(zones), name: `camwatch ${zones.join(', ')}`, url, database, ...common },
  }));
  return [first, ...ofZones];
}

const uidOfZone = ([zone = '']: readonly string[]): string => uidOf(DATA_SOURCE_UID, zone);
