import type { MeasurementHealth } from '../../../core/domain/sinks.ts';
import type { State } from '../../../core/domain/state.ts';
import type { Language } from '../../../core/language/language.ts';
import type { ClockDoubtCause } from '../../../core/time/clock.ts';
import type { FindingTexts } from '../../../core/words/finding-texts.ts';
import type { KindWords } from '../../../core/words/kind-words-en.ts';
import type { LearntTexts } from '../../../core/words/learnt-texts.ts';
import type { StateWords } from '../../../core/words/state-words.ts';
import type { BlindTexts } from './blind-texts.ts';
import type { ChartTexts } from './chart-texts.ts';
import type { DutyTexts } from './duty-texts.ts';
import type { HistoryTexts } from './history-texts.ts';
import type { IncidentTexts } from './incident-texts.ts';
import type { LinkTexts } from './link-texts.ts';
import type { ListTexts } from './list-texts.ts';
import type { PlaceTexts } from './place-texts.ts';

/**
 * Every text of the pages. Each language is one object of this type, so that a missing key does not compile.
 * Numbers and times are handed in as text, already written the way of the language.
 */
export interface Messages extends StateWords, KindWords {
  readonly language: Language;
  /** The other language, in its own words, and this page's own words for the two themes. */
  readonly switchLanguage: string;
  readonly darkTheme: string;
  readonly lightTheme: string;

  readonly pageTitle: string;
  readonly sections: Readonly<
    Record<'incidents' | 'devices' | 'links' | 'findings' | 'recorders' | 'sites', string>
  >;
  /** For those who do not see the page, or have no mouse. */
  readonly navigation: Readonly<Record<'menu' | 'sections' | 'look' | 'skip', string>>;
  readonly backToCity: string;

  readonly search: {
    readonly label: string;
    readonly hint: string;
    readonly heading: string;
    readonly about: (query: string) => string;
    readonly none: string;
    /** Of a kind of things, where there is more than is told. */
    readonly more: (count: string, isAll: boolean) => string;
  };
  /** Of lists that are narrowed and paged through. */
  readonly list: {
    readonly clearFilter: string;
    /** Before the kinds of file. */
    readonly asFile: string;
    readonly next: string;
    readonly first: string;
    readonly byAgency: string;
    readonly byDistrict: string;
    readonly byContractor: string;
    readonly byKind: string;
    readonly byArea: string;
  };
  readonly devicesPage: {
    readonly count: (count: string) => string;
    readonly none: string;
    readonly all: string;
  };
  readonly asOf: string;
  readonly demoNotice: string;
  readonly emptyInventory: string;

  readonly links: string;

  readonly lostCameras: (down: string, total: string) => string;
  readonly lostDevices: (count: string) => string;
  readonly lost: string;
  readonly noneLost: string;
  readonly noneInventoried: string;
  readonly degradedMore: (count: string) => string;
  readonly unknownMore: (count: string) => string;
  readonly upMore: (count: string) => string;
  readonly unknownTile: string;
  readonly unknownTileNone: string;
  readonly otherDevices: string;
  readonly asLastSeen: (time: string) => string;

  readonly mapHeading: string;
  readonly mapExplained: string;
  readonly mapDescription: (lostAreas: string, totalAreas: string) => string;
  readonly legend: Readonly<Record<State | 'none', string>>;
  readonly legendStale: string;
  readonly areaTitle: (area: string, district: string) => string;
  readonly noCamerasHere: string;

  readonly withheldCause: string;
  readonly inferred: string;
  readonly perhapsPower: string;
  readonly since: (time: string) => string;
  readonly edgeBetween: (after: string, at: string) => string;
  readonly edgeFirstSeen: (at: string) => string;
  readonly duration: (days: string, hours: string, minutes: string) => string;
  readonly seconds: (count: string) => string;
  readonly andMore: (count: string) => string;
  readonly showDevices: (count: string) => string;

  readonly districtHeading: string;
  readonly district: string;
  readonly area: string;
  readonly device: string;
  readonly totalRow: string;
  /** Of whoever sees their own alone. */
  readonly ownRow: string;
  readonly notWatched: (count: string) => string;
  readonly countHint: string;

  readonly health: {
    readonly heading: string;
    readonly collector: string;
    readonly starting: string;
    readonly seeing: (since: string) => string;
    readonly centre: string;
    readonly covering: (covering: string, known: string) => string;
    readonly blind: (since: string) => string;
    readonly blindNotice: (since: string, coveredUntil: string) => string;
    readonly startingNotice: string;
    /** The time of the machine is not believed: what it says, and what it should say as far as anybody knows. */
    readonly recordAheadNotice: (until: string) => string;
    readonly clock: (since: string) => string;
    readonly clockNotice: (cause: ClockDoubtCause, machine: string, expected: string) => string;
    readonly lateness: (seconds: string) => string;
    readonly shortfall: (count: string) => string;
    readonly engine: string;
    readonly engines: Readonly<Record<'fping' | 'ping' | 'tcp', string>>;
    readonly tcpNotice: string;
    readonly measurements: string;
    readonly measurementModes: Readonly<
      Record<MeasurementHealth['mode'], (since: string, queuedPoints: string) => string>
    >;
    /** Why InfluxDB does not take writes: what it answered, if anything. */
    readonly measurementFault: (status: number | undefined) => string;
    readonly catchingUp: (queuedPoints: string) => string;
    readonly nothingDropped: string;
    readonly dropped: (points: string) => string;
    readonly setAside: (points: string) => string;
    readonly configuration: string;
    /** The folder was changed and is not taken; `place` is where the first problem stands. */
    readonly configurationRefused: (since: string, problems: string, place: string) => string;
    readonly ledger: string;
    readonly ledgerFine: string;
    readonly ledgerFailing: (reason: string) => string;
  };

  readonly devicePage: {
    readonly state: string;
    readonly indicator: string;
    readonly sinceColumn: string;
    readonly lastProbe: string;
    /** Of what was not measured by the last probe. */
    readonly lastMeasured: (time: string, ago: string, isBeforeOutage: boolean) => string;
    readonly measured: string;
    readonly flapping: string;
    readonly upstream: string;
    readonly noUpstream: string;
    readonly path: (number: string) => string;
    readonly core: string;
    readonly withheld: string;
    readonly channel: (channel: string, recorder: string) => string;
    readonly outages: (days: string) => string;
    readonly noOutages: string;
    readonly from: string;
    readonly to: string;
    readonly lasting: string;
    readonly ongoing: string;
    readonly reason: string;
    readonly site: string;
    /** Behind the ward of a restricted site. */
    readonly restricted: string;
    readonly agency: string;
    readonly agencyUndetermined: string;
    readonly contractor: string;
    readonly none: string;
    readonly kind: string;
    /** Before the cause, behind the state: `down by link …`. */
    readonly because: string;
    /** With why, such as `paused since 01/10/2026`. */
    readonly notInService: (why: string) => string;
    readonly noStatus: string;
  };

  readonly findings: FindingTexts;
  readonly incidents: IncidentTexts;
  readonly duty: DutyTexts;
  readonly linkPage: LinkTexts;
  readonly placePage: PlaceTexts;
  readonly listsPage: ListTexts;
  readonly blindPage: BlindTexts;
  readonly historyPage: HistoryTexts;
  readonly charts: ChartTexts;
  readonly learnt: LearntTexts;

  readonly districtPage: {
    readonly areas: string;
    readonly notUp: string;
    readonly allUp: string;
  };

  readonly errors: {
    readonly notFound: string;
    readonly forbidden: string;
    readonly badRequest: string;
    readonly internal: string;
  };
}
