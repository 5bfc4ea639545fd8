import type { Inventory } from '../../core/domain/inventory.ts';
import type { DeviceColumns } from '../../core/domain/live-columns.ts';
import { runInSlices } from '../../core/host/in-slices.ts';
import type { ApiSources } from '../api/add-api-routes.ts';
import { inTurn } from '../api/limit-share.ts';
import { createBlindSpots } from '../city/blind-spots.ts';
import { type CityView, createViewBuilder } from '../city/city-view.ts';
import { gatherDuty } from '../city/duty-list.ts';
import { createHistory } from '../city/history.ts';
import { createToday } from '../city/link-figures.ts';
import { gatherPlannedWork } from '../city/planned-work.ts';
import { createRecentOutages } from '../city/recent-outages.ts';
import { createSearch } from '../city/search.ts';
import { createSiteIndex } from '../city/site-index.ts';
import { createStandingFindings, type TakeNoted } from '../city/standing-findings.ts';
import { gatherStanding, gatherStandingIn } from '../city/standing-incidents.ts';
import { buildVisibleFleet, type Sight, type VisibleFleet } from '../city/visible-fleet.ts';
import { createDeskStamp } from '../live/desk-stamp.ts';
import { createPages, type Pages } from '../web/create-pages.ts';
import { keepFor, keepWhile } from '../web/keep-for.ts';
import { blurLearnt, blurPlaces, hidesPlace } from './blur-places.ts';
import type { PortalOptions } from './portal-options.ts';

export interface DeskOptions extends PortalOptions {
  /** How many acts were put on record from here. */
  readonly actsDone?: () => number;
}

/** What everybody is shown who may see the same: pages, and what the API is answered from. */
export interface Desk {
  readonly pages: Pages;
  readonly sources: ApiSources;
  /** Another text whenever what is shown became another. */
  readonly stamp: () => string;
  /** Brings what is kept up to date, so that whoever asks next need not wait for it. */
  readonly keepUp: () => Promise<void>;
}

/** How old what is shown may be: the view is built once for all who ask within it. */
export const KEEP_MS = 1_000;
/** What links carried today grows every five minutes, and work is announced days before. */
const KEEP_TODAY_MS = 15_000;

/** What somebody may not see is left out before anything is drawn: see {@link buildVisibleFleet}. */
export function createDesk(options: DeskOptions, sight: Sight, takeNoted: TakeNoted): Desk {
  const { live, measurements, metrics, outages, incidents, nowMs = Date.now } = options;
  const fleetOf = keepFleet(sight);
  const buildView = createViewBuilder();
  const stampOf = createDeskStamp(options);
  const build = (): CityView => {
    const { settings, inventory: whole } = options.config();
    const { inventory, fleet } = fleetOf(whole, live.columns().devices);
    const shown = { settings, inventory };
    const endTimer = metrics.camwatch_view_build_seconds.startTimer();
    const city = buildView({
      ...{ shown, fleet, live, incidents },
      measurements: measurements(),
      atMs: options.lookedMs?.() ?? nowMs(),
    });
    endTimer();
    return city;
  };
  // All of it is of one look: single states are read when somebody asks for them.
  const view = options.lookedMs ? keepWhile(options.lookedMs, build) : keepFor(KEEP_MS, nowMs, build);
  const learnt = blurLearnt(options.learnt, (id) => {
    const { fleet } = view();
    const visible = fleet.deviceById.get(id);
    return visible !== undefined && hidesPlace(fleet, visible.site);
  });
  const listStanding = createStandingFindings(learnt, takeNoted);
  // As much is read as was written, whoever asks: that is nobody's share.
  const upToDate = inTurn((fleet: VisibleFleet) => runInSlices(listStanding(fleet)));
  const keepToday = <Value>(build: () => Value) => keepFor(KEEP_TODAY_MS, nowMs, build);
  const todayOf = createToday(view, learnt, keepToday);
  const plannedNow = keepToday(() => gatherPlannedWork(view(), options.works?.() ?? []));
  const sitesOf = createSiteIndex();
  const blindSpotsOf = createBlindSpots(sitesOf);
  const search = createSearch({ incidents, sitesOf, learnt, standing: upToDate });
  // What people just did is shown at once.
  const dutyOf = keepWhile(options.actsDone ?? (() => 0), () =>
    keepWhile(view, () => gatherDuty(view(), incidents)),
  );
  let indexed: VisibleFleet | undefined;
  const whole: NonNullable<PortalOptions['whole']> = options.whole ?? (async (work) => await work());
  const dutyNow = () => dutyOf()();
  const sources = {
    ...{ sitesOf, blindSpotsOf, plannedNow, dutyNow, view, learnt, incidents, outages, todayOf, search },
  };
  return {
    pages: createPages({
      ...sources,
      standingIncidents: keepWhile(view, () => gatherStanding(view(), incidents)),
      stampOf,
      standingIncidentsIn: (part) => gatherStandingIn(view(), incidents, part),
      history: createHistory(options.timelines, () => options.config().settings.city.timeZone),
      ledgerFailure: options.ledgerFailure,
      checkpointFailure: options.checkpointFailure ?? (() => undefined),
      cluster: options.cluster,
      alertingHealth: options.alertingHealth ?? (() => undefined),
      configurationFailure: options.configurationFailure ?? (() => undefined),
      notice: options.notice,
      hasDoor: options.accountsAs !== undefined,
      measured: options.measured,
      whole,
    }),
    sources: {
      ...sources,
      whole,
      standing: async () => await upToDate(view().fleet),
      outageSpans: createRecentOutages(outages, options.news),
    },
    stamp: () => stampOf(view()),
    keepUp: async () => {
      const { fleet } = fleetOf(options.config().inventory, live.columns().devices);
      await upToDate(fleet);
      // Whoever searches first would wait for seconds in a large city.
      if (indexed !== fleet) await search(view());
      indexed = fleet;
    },
  };
}

/** What is visible changes only with the inventory, which is replaced as a whole. */
function keepFleet(sight: Sight) {
  let kept:
    | { readonly whole: Inventory; readonly inventory: Inventory; readonly fleet: VisibleFleet }
    | undefined;
  return (whole: Inventory, devices: DeviceColumns) => {
    if (kept?.whole !== whole || kept.fleet.columns !== devices) {
      const inventory = sight.secret ? whole : blurPlaces(whole);
      kept = { whole, inventory, fleet: buildVisibleFleet(inventory, devices, sight) };
    }
    return kept;
  };
}
