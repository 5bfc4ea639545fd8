import { nameIn } from '../core/language/name-in.ts';
import type { Folder, GrafanaContent, PlacedDashboard } from '../grafana/content.ts';
import { uidOf } from '../grafana/uid.ts';
import { buildAgency, isNobody } from './agency.ts';
import { buildAnnualReport } from './annual-report.ts';
import { buildCityWall } from './city-wall.ts';
import { buildCollector } from './collector.ts';
import { buildContractor } from './contractor.ts';
import { buildDevice } from './device.ts';
import { buildDistrict } from './district.ts';
import { buildLinks } from './links.ts';
import { buildProgrammes } from './programmes.ts';
import { buildRecorders } from './recorders.ts';
import { type City, type Context, createContext, type DashboardOptions } from './scope/context.ts';

const CITY_FOLDER_UID = 'camwatch';

const OF_THE_CITY = [
  buildCityWall,
  buildDistrict,
  buildDevice,
  buildLinks,
  buildRecorders,
  buildContractor,
  buildProgrammes,
  buildAnnualReport,
  buildCollector,
] as const;

/**
 * All dashboards of a city and the folders they are in: one folder for the city, and one for each agency that owns
 * devices, which only the team of that name may look into. The same inventory gives the same dashboards.
 */
export function buildDashboards(
  city: City,
  options: DashboardOptions,
): Pick<GrafanaContent, 'folders' | 'dashboards'> {
  const context = createContext(city, options);
  const cityFolder = { uid: CITY_FOLDER_UID, title: context.texts.cityFolder(cityName(city, options)) };
  const agencies = [...context.holdings.keys()];
  const owners = agencies.filter((agency) => !isNobody(agency));
  return {
    folders: [cityFolder, ...owners.map((agency) => agencyFolder(context, agency))],
    dashboards: [
      ...OF_THE_CITY.map(
        (build): PlacedDashboard => ({ folderUid: CITY_FOLDER_UID, dashboard: build(context) }),
      ),
      ...agencies.map((agency) => ({
        folderUid: isNobody(agency) ? CITY_FOLDER_UID : agencyFolderUid(agency),
        dashboard: buildAgency(context, agency),
      })),
    ],
  };
}

const cityName = ({ settings: { city } }: City, { language }: DashboardOptions): string =>
  nameIn(language, city);

/** The team of an agency has the agency's own name, in whatever language the dashboards are. */
function agencyFolder({ city, names, texts }: Context, agency: string): Folder {
  return {
    uid: agencyFolderUid(agency),
    title: texts.agencyFolder(names.agencies.get(agency) ?? agency),
    viewers: [city.inventory.agencies.get(agency)?.name ?? agency],
  };
}

const agencyFolderUid = (agency: string): string => uidOf('camwatch', 'folder', agency);
