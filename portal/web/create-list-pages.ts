import { FINDING_CODES } from '../../core/domain/findings.ts';
import type { Language } from '../../core/language/language.ts';
import { type BlindSources, blindCursor, blindParameters } from '../api/list-blind-spots.ts';
import { deviceCursor, deviceParameters } from '../api/list-devices.ts';
import { findingCursor, findingKeyOf } from '../api/list-findings.ts';
import { linkCursor, linkParameters } from '../api/list-links.ts';
import { siteCursor, siteParameters } from '../api/list-sites.ts';
import { filterParameters, oneOf, parseParameters } from '../api/parameters.ts';
import type { BlindSpotsOf } from '../city/blind-spots.ts';
import type { CityView } from '../city/city-view.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { listLinkFigures, type TodayOf } from '../city/link-figures.ts';
import type { SitesOf } from '../city/site-index.ts';
import type { ListedFinding } from '../city/visible-findings.ts';
import { renderBlindSpotsPage } from './blind-spots-page.ts';
import { renderDevicesPage } from './devices-page.ts';
import { renderFindingsPage } from './findings-page.ts';
import { type Html, renderHtml } from './frame/html.ts';
import { type LookOptions, LookParameters } from './frame/look.ts';
import type { PageContext, Theme } from './frame/page-context.ts';
import type { Viewer } from './frame/viewer.ts';
import { renderLinksPage } from './links-page.ts';
import { listPath, type Traits } from './panels/facets.ts';
import { renderRecordersPage } from './recorders-page.ts';
import { renderSitesPage } from './sites-page.ts';

/** What a list was asked for. */
interface Asked {
  readonly look: { readonly lang?: Language | undefined; readonly theme?: Theme | undefined };
  readonly choice: Traits;
  readonly search: URLSearchParams;
}

export interface ListOptions extends LookOptions, BlindSources {
  readonly view: () => CityView;
  readonly learnt: LearntSource;
  readonly todayOf: TodayOf;
  readonly sitesOf: SitesOf;
  readonly blindSpotsOf: BlindSpotsOf;
}

/** A page for which something had to be waited for first. */
export type DrawLater = () => string;

/** Lists by the query of their address. */
export interface ListPages {
  readonly devices: (search: URLSearchParams) => string;
  readonly recorders: (search: URLSearchParams) => string;
  readonly links: (search: URLSearchParams) => string;
  readonly sites: (search: URLSearchParams) => Promise<DrawLater>;
  readonly blindSpots: (search: URLSearchParams, viewer: Viewer) => Promise<DrawLater>;
  readonly findings: (search: URLSearchParams, standing: readonly ListedFinding[]) => string;
}

export function createListPages(options: ListOptions): ListPages {
  const { view, learnt, todayOf, contextFor, languageOf } = options;
  /** The page as it was asked for; its own address stays that of this very part of the list. */
  const draw = (
    path: string,
    { look, choice, search }: Asked,
    render: (context: PageContext) => Html,
  ): string => {
    const own = listPath(path, { ...choice, cursor: search.get('cursor') ?? undefined });
    return renderHtml(render(contextFor(own, languageOf(look.lang), look.theme)));
  };
  return {
    devices: (search) => {
      const { indicator: _none, ...parameters } = deviceParameters(view());
      const shape = { ...LookParameters, cursor: deviceCursor, ...parameters };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      return draw('/devices', { look: { lang, theme }, choice, search }, (context) =>
        renderDevicesPage(context, choice, cursor?.[0]),
      );
    },
    recorders: (search) => {
      const { indicator: _none, kind: _nvr, site: _site, ...parameters } = deviceParameters(view());
      const shape = { ...LookParameters, cursor: deviceCursor, ...parameters };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      return draw('/recorders', { look: { lang, theme }, choice, search }, (context) =>
        renderRecordersPage(context, choice, { learnt, after: cursor?.[0] }),
      );
    },
    links: (search) => {
      const shape = { ...LookParameters, cursor: linkCursor, ...linkParameters(view()) };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      const [state, usedRatio, id] = cursor ?? [];
      const after = state !== undefined && id !== undefined ? { state, usedRatio, link: { id } } : undefined;
      return draw('/links', { look: { lang, theme }, choice, search }, (context) =>
        renderLinksPage(context, choice, { all: listLinkFigures(context.view), todayOf, after }),
      );
    },
    sites: async (search) => {
      const shape = { ...LookParameters, cursor: siteCursor, ...siteParameters(view()) };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      const index = await options.sitesOf(view());
      return () =>
        draw('/sites', { look: { lang, theme }, choice, search }, (context) =>
          renderSitesPage(context, choice, { index, after: cursor?.[0] }),
        );
    },
    blindSpots: async (search, viewer) => {
      const shape = { ...LookParameters, cursor: blindCursor, ...blindParameters(view()) };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      const gather = await options.blindSpotsOf(view());
      return () =>
        draw('/blind-spots', { look: { lang, theme }, choice, search }, (context) =>
          renderBlindSpotsPage(context, choice, { ...options, spots: gather(), viewer, cursor }),
        );
    },
    findings: (search, standing) => {
      const { indicator: _none, ...places } = filterParameters(view());
      const code = oneOf(FINDING_CODES).optional();
      const shape = { ...LookParameters, cursor: findingCursor, code, ...places };
      const { cursor, lang, theme, ...choice } = parseParameters(search, shape);
      return draw('/findings', { look: { lang, theme }, choice, search }, (context) =>
        renderFindingsPage(context, choice, { standing, learnt, after: cursor && findingKeyOf(cursor) }),
      );
    },
  };
}
