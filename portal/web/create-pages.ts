import { z } from 'zod';
import { buildCartogram, type Cartogram } from '../../core/cartogram/build-cartogram.ts';
import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { AlertingHealth } from '../../core/domain/sinks.ts';
import { type Entity, linkEntity } from '../../core/domain/state.ts';
import type { MeasurementReader } from '../../core/domain/time-series.ts';
import { createFormats } from '../../core/language/formats.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { days } from '../../core/time/units.ts';
import { parseParameters } from '../api/parameters.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { queryParameter } from '../api/search.ts';
import type { BlindSpot, BlindSpotsOf } from '../city/blind-spots.ts';
import { causesOf } from '../city/causes-of.ts';
import { type CityPart, partOfDistrict } from '../city/city-part.ts';
import type { CityView } from '../city/city-view.ts';
import type { ConfigurationFailure } from '../city/configuration-failure.ts';
import type { DutyEntry } from '../city/duty-list.ts';
import type { ReadHistory } from '../city/history.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { dateOf, linkFigures, type TodayOf } from '../city/link-figures.ts';
import type { PlannedAt } from '../city/planned-work.ts';
import type { OutageSource } from '../city/recent-outages.ts';
import type { Search } from '../city/search.ts';
import type { SitesOf } from '../city/site-index.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import { listUnwatched } from '../city/unwatched-devices.ts';
import { gatherFindings } from '../city/visible-findings.ts';
import { isWhole } from '../city/visible-fleet.ts';
import type { PortalOptions } from '../server/portal-options.ts';
import { type CheckShown, renderCheckPage } from './check-page.ts';
import { renderClusterPage } from './cluster-page.ts';
import { type ChartPages, createChartPages, spanParameter } from './create-chart-pages.ts';
import { createDutyPages, type DutyPages } from './create-duty-pages.ts';
import { createListPages, type DrawLater, type ListPages } from './create-list-pages.ts';
import { createPlacePages, type PlacePages } from './create-place-pages.ts';
import { renderDevicePage } from './device-page.ts';
import { renderDistrictPage } from './district-page.ts';
import { renderHtml } from './frame/html.ts';
import { LookParameters } from './frame/look.ts';
import { type PageContext, THEMES, type Theme } from './frame/page-context.ts';
import { renderHealthPage } from './health-page.ts';
import { keepWhile } from './keep-for.ts';
import { renderLinkPage } from './link-page.ts';
import { en } from './messages/en.ts';
import type { Messages } from './messages/messages.ts';
import { vi } from './messages/vi.ts';
import { renderOverviewPage } from './overview-page.ts';
import { listPath } from './panels/facets.ts';
import { SHOWN_DAYS } from './panels/traffic-days-panel.ts';
import { MOST_FOUND, renderSearchPage } from './search-page.ts';

export interface PageOptions {
  readonly view: () => CityView;
  readonly stampOf: (view: CityView) => string;
  readonly outages: OutageSource;
  readonly learnt: LearntSource;
  readonly todayOf: TodayOf;
  readonly standingIncidents: () => StandingIncidents;
  readonly standingIncidentsIn: (part: CityPart) => StandingIncidents;
  readonly ledgerFailure: () => string | undefined;
  readonly checkpointFailure: () => string | undefined;
  readonly alertingHealth: () => AlertingHealth | undefined;
  readonly cluster: (() => ClusterStatus) | undefined;
  readonly configurationFailure: () => ConfigurationFailure | undefined;
  readonly notice: 'demo' | undefined;
  readonly hasDoor: boolean;
  readonly measured: MeasurementReader | undefined;
  readonly whole: NonNullable<PortalOptions['whole']>;
  readonly search: Search;
  readonly history: ReadHistory;
  readonly sitesOf: SitesOf;
  readonly blindSpotsOf: BlindSpotsOf;
  /** As it was announced a moment ago. */
  readonly plannedNow: () => PlannedAt;
  readonly incidents: IncidentSource;
  readonly dutyNow: () => readonly DutyEntry[];
}

/** The pages as text, by the query of their address. */
export interface Pages extends ListPages, PlacePages, DutyPages, ChartPages {
  /** What a page at this address is drawn from, for pages that are drawn elsewhere; of its query only the look is read. */
  readonly frame: (path: string, search: URLSearchParams) => PageContext;
  readonly overview: (search: URLSearchParams) => Promise<DrawLater>;
  readonly device: (id: string, search: URLSearchParams) => string;
  readonly check: (id: string, search: URLSearchParams, shown: CheckShown) => string;
  readonly link: (id: string, search: URLSearchParams) => string;
  readonly health: (search: URLSearchParams) => string;
  readonly cluster: (search: URLSearchParams) => string;
  readonly search: (search: URLSearchParams) => Promise<DrawLater>;
}

const MESSAGES: Readonly<Record<Language, Messages>> = { vi, en };

/** A date of the last year. */
const dayParameter = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-11-25')
  .optional();

/** Of the pages of a device and a line. */
const PageParameters = { ...LookParameters, day: dayParameter, span: spanParameter };

export function createPages(options: PageOptions): Pages {
  const { view, outages, learnt, notice, hasDoor } = options;
  const cartogramOf = keepCartogram();
  const contextFor = (path: string, language: Language, theme: Theme | undefined): PageContext => {
    const current = view();
    return {
      view: current,
      messages: MESSAGES[language],
      formats: createFormats(language, current.shown.settings.city.timeZone),
      theme,
      notice,
      hasDoor,
      ledgerFailure: options.ledgerFailure(),
      configurationFailure: options.configurationFailure(),
      stamp: options.stampOf(current),
      path,
    };
  };
  const historyOf = (
    { view: { atMs } }: PageContext,
    entity: Entity,
    { path, day }: { readonly path: string; readonly day: string | undefined },
  ) => {
    const all = options.history(entity, atMs);
    const chosen = all.find(({ date }) => date === day) ?? all.at(-1);
    if (chosen === undefined) throw new RequestError('PORTAL_INTERNAL', 'there is no day');
    return { history: { days: all, chosen, path }, day: day === chosen.date ? chosen : undefined };
  };
  const languageOf = (asked: Language | undefined) => asked ?? view().shown.settings.page.language;
  /** As they were gathered last: with the view, or a second before. */
  let blindNow: () => readonly BlindSpot[] = () => [];
  const overviewOf = (language: Language, theme: Theme | undefined) => {
    const context = contextFor('/', language, theme);
    const told = { incidents: options.standingIncidents(), blind: blindNow() };
    return renderHtml(renderOverviewPage(context, cartogramOf(context.view), told));
  };
  // The page that every wall shows is drawn once for each view; there are as many as languages times themes.
  const keptOverviews = new Map(
    LANGUAGES.flatMap((language) =>
      [undefined, ...THEMES].map((theme) => [
        `${language} ${theme ?? ''}`,
        keepWhile(view, () => overviewOf(language, theme)),
      ]),
    ),
  );

  return {
    frame: (path, search) => {
      const { lang, theme } = z
        .object(LookParameters)
        .parse(Object.fromEntries(['lang', 'theme'].map((name) => [name, search.get(name) ?? undefined])));
      return contextFor(path, languageOf(lang), theme);
    },
    ...createListPages({ ...options, contextFor, languageOf }),
    ...createPlacePages({ ...options, contextFor, languageOf }),
    ...createDutyPages({ ...options, contextFor, languageOf }),
    ...createChartPages({ ...options, contextFor, languageOf }),
    health: (search) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      const context = contextFor('/health', languageOf(lang), theme);
      const sources = { alerting: options.alertingHealth(), checkpointFailure: options.checkpointFailure() };
      return renderHtml(renderHealthPage(context, { ...sources, unwatched: listUnwatched(context.view) }));
    },
    cluster: (search) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      // Its counts are of all devices, those that are withheld from some as well.
      if (!options.cluster || !isWhole(view().fleet.sight))
        throw new RequestError('PORTAL_NOT_FOUND', 'no such address: "/cluster"');
      const context = contextFor('/cluster', languageOf(lang), theme);
      return renderHtml(renderClusterPage(context, options.cluster()));
    },
    overview: async (search) => {
      const { lang, theme, district } = parseParameters(search, {
        ...LookParameters,
        district: z
          .string()
          .refine((id) => view().districts.has(id), 'expected the id of a former district, such as ba-dinh')
          .optional(),
      });
      if (district === undefined) {
        const gather = await options.blindSpotsOf(view());
        return () => {
          blindNow = gather;
          const kept = keptOverviews.get(`${languageOf(lang)} ${theme ?? ''}`);
          return kept?.() ?? overviewOf(languageOf(lang), theme);
        };
      }
      const context = contextFor(`/?district=${encodeURIComponent(district)}`, languageOf(lang), theme);
      const found = context.view.districts.get(district);
      if (!found) throw new RequestError('PORTAL_NOT_FOUND', `no former district ${quote(district)}`);
      return () =>
        renderHtml(
          renderDistrictPage(context, found.district, {
            counts: found,
            incidents: options.standingIncidentsIn(partOfDistrict(context.view.fleet, district)),
          }),
        );
    },
    device: (id, search) => {
      const { lang, theme, day, span } = parseParameters(search, PageParameters);
      const path = `/devices/${encodeURIComponent(id)}`;
      const context = contextFor(listPath(path, { day, span }), languageOf(lang), theme);
      const visible = context.view.fleet.deviceById.get(id);
      if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no device ${quote(id)}`);
      const facts = learnt.facts(id);
      const findings = gatherFindings(context.view, learnt, { entity: visible.entity });
      return renderHtml(
        renderDevicePage(context, visible, {
          causes: causesOf(context.view, options.incidents, {
            entity: visible.entity,
            devices: [context.view.fleet.indexOf(id)],
          }),
          facts,
          findings,
          outages,
          charts: options.measured && { path, span },
          ...historyOf(context, visible.entity, { path, day }),
        }),
      );
    },
    check: (id, search, shown) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      const context = contextFor(`/devices/${encodeURIComponent(id)}/check`, languageOf(lang), theme);
      const visible = context.view.fleet.deviceById.get(id);
      if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no device ${quote(id)}`);
      return renderHtml(renderCheckPage(context, visible, shown));
    },
    search: async (search) => {
      const { lang, theme, q } = parseParameters(search, { ...LookParameters, q: queryParameter });
      const context = contextFor(listPath('/search', { q }), languageOf(lang), theme);
      const find = await options.search(context.view);
      return () => renderHtml(renderSearchPage(context, q, find(q, MOST_FOUND)));
    },
    link: (id, search) => {
      const { lang, theme, day, span } = parseParameters(search, PageParameters);
      const path = `/links/${encodeURIComponent(id)}`;
      const context = contextFor(listPath(path, { day, span }), languageOf(lang), theme);
      const current = context.view;
      const visible = current.fleet.linkById.get(id);
      if (!visible) throw new RequestError('PORTAL_NOT_FOUND', `no link ${quote(id)}`);
      const { timeZone } = current.shown.settings.city;
      const fromDate = dateOf(current.atMs - days(SHOWN_DAYS - 1), timeZone);
      return renderHtml(
        renderLinkPage(context, {
          causes: causesOf(current, options.incidents, {
            entity: linkEntity(id),
            devices: current.fleet.devicesBehind(id),
          }),
          figures: linkFigures(current, visible),
          days: [...learnt.trafficDays({ linkId: id, fromDate })],
          findings: gatherFindings(current, learnt, { entity: linkEntity(id) }),
          outages,
          charts: options.measured && { path, span },
          ...historyOf(context, linkEntity(id), { path, day }),
        }),
      );
    },
  };
}

/** The layout of the map changes only with the list of areas. */
function keepCartogram(): (view: CityView) => Cartogram {
  let kept: { readonly inventory: unknown; readonly cartogram: Cartogram } | undefined;
  return ({ shown: { inventory } }) => {
    if (kept?.inventory !== inventory)
      kept = { inventory, cartogram: buildCartogram(inventory.areas.values()) };
    return kept.cartogram;
  };
}
