import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { uidOf } from '../../grafana/uid.ts';
import type { Context } from '../scope/context.ts';
import type { DashboardName, LinkTarget, VariableName } from '../texts/texts.ts';

export const UIDS: Readonly<Record<Exclude<DashboardName, 'agency'>, string>> = {
  city: 'camwatch-city',
  district: 'camwatch-district',
  device: 'camwatch-device',
  links: 'camwatch-links',
  recorders: 'camwatch-recorders',
  contractor: 'camwatch-contractor',
  programmes: 'camwatch-programmes',
  report: 'camwatch-report',
  collector: 'camwatch-collector',
};

export const agencyUid = (agency: string): string => uidOf('camwatch', 'agency', agency);

/** Longest id that is in the uid of its dashboard as it is, so that a link can be made of it. */
const fitsUid = (agency: string): boolean => agencyUid(agency) === `${AGENCY_PREFIX}${agency}`;
const AGENCY_PREFIX = 'camwatch-agency-';

/** Opens the dashboard of the agency that was clicked; where an id is too long for that, the search that finds it. */
export function opensAgency({ texts, holdings }: Context) {
  const path = holdings.keys().every(fitsUid)
    ? `/d/${AGENCY_PREFIX}${CLICKED}`
    : `/dashboards?tag=${agencyTag(CLICKED)}`;
  return { title: texts.opens.agency, url: `${path}${path.includes('?') ? '&' : '?'}\${__url_time_range}` };
}

export const agencyTag = (agency: string): string => `agency:${agency}`;

export interface Drilldown {
  readonly to: Exclude<LinkTarget, 'agency'>;
  /** Variables of the target, each from what the value stands for, or from a variable of this dashboard. */
  readonly with?: Readonly<Partial<Record<VariableName, string>>>;
}

/** The raw value of the cell that was clicked: its id, not its name. */
export const CLICKED = '${__value.raw}';

export const chosen = (variable: VariableName): string => `\${${variable}}`;

/** A variable that both dashboards have, "all" included. */
export const KEPT = 'kept';

/** The address of a dashboard one level down, with variables and the range. */
export function addressOf({ to, with: variables = {} }: Drilldown): string {
  const parts = Object.entries(variables).map(([name, value]) =>
    value === KEPT ? `\${${name}:queryparam}` : `var-${name}=${value}`,
  );
  return `/d/${UIDS[to]}?${[...parts, '${__url_time_range}'].join('&')}`;
}

export const opens = ({ texts }: Context, drilldown: Drilldown) => ({
  title: texts.opens[drilldown.to],
  url: addressOf(drilldown),
});

export const drilldown = (context: Context, target: Drilldown) =>
  new DashboardLinkBuilder(context.texts.opens[target.to])
    .type(DashboardLinkType.Link)
    .url(addressOf(target));

/** The others of ours, with the range kept. */
export const otherDashboards = ({ texts }: Context) =>
  new DashboardLinkBuilder(texts.otherDashboards)
    .type(DashboardLinkType.Dashboards)
    .tags([CITY_TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);

export const CITY_TAG = 'camwatch';
