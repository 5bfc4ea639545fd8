import { plural } from '../../../core/language/plural.ts';
import type { ClockDoubtCause } from '../../../core/time/clock.ts';
import { findingTextsEn } from '../../../core/words/finding-texts-en.ts';
import { KIND_WORDS_EN } from '../../../core/words/kind-words-en.ts';
import { learntTextsEn } from '../../../core/words/learnt-texts-en.ts';
import { STATE_WORDS_EN } from '../../../core/words/state-words-en.ts';
import { blindTextsEn } from './blind-texts-en.ts';
import { chartTextsEn } from './chart-texts-en.ts';
import { dutyTextsEn } from './duty-texts-en.ts';
import { historyTextsEn } from './history-texts-en.ts';
import { incidentTextsEn } from './incident-texts-en.ts';
import { linkTextsEn } from './link-texts-en.ts';
import { listTextsEn } from './list-texts-en.ts';
import type { Messages } from './messages.ts';
import { placeTextsEn } from './place-texts-en.ts';

const CLOCK_CAUSES = {
  step: 'it was stepped',
  'behind-record': 'it is behind the record',
  'ahead-of-record': 'it is far ahead of the record',
  'time-servers': 'time servers say otherwise',
} as const satisfies Readonly<Record<ClockDoubtCause, string>>;

export const en: Messages = {
  language: 'en',
  switchLanguage: 'Tiếng Việt',
  darkTheme: 'Dark',
  lightTheme: 'Light',

  pageTitle: 'Camera watch',
  sections: {
    incidents: 'Incidents',
    devices: 'Devices',
    links: 'Links',
    findings: 'Findings',
    recorders: 'Recorders',
    sites: 'Sites',
  },
  navigation: { menu: 'Menu', sections: 'Pages', look: 'Language and theme', skip: 'Skip to the content' },
  backToCity: 'Whole city',
  search: {
    label: 'Search devices, links, sites, agencies, contracts, incidents, findings',
    hint: 'Search  ( / )',
    heading: 'Search',
    about: (query) => `Found for “${query}”`,
    none: 'Nothing found. Part of an id, a name, a place, a ward, or the number of a contract or an incident will do, with or without accents.',
    more: (count, isAll) => (isAll ? `and ${count} more` : `and more than ${count} others: type on`),
  },
  list: {
    clearFilter: 'Clear the filter',
    asFile: 'Download:',
    next: 'Next page',
    first: 'First page',
    byAgency: 'By agency',
    byDistrict: 'By former district',
    byContractor: 'By contractor',
    byKind: 'By kind of device',
    byArea: 'By ward or commune',
  },
  devicesPage: {
    count: (count) => plural(count, 'device', 'devices'),
    none: 'No device is like that.',
    all: 'All devices here',
  },
  asOf: 'As of',
  demoNotice: 'Demonstration: devices and faults are simulated; none of them is the city’s.',
  emptyInventory: 'The inventory has no device yet. Fill in sites.csv, devices.csv and links.csv.',

  ...STATE_WORDS_EN,
  ...KIND_WORDS_EN,
  links: 'links',
  lostCameras: (down, total) => `lost ${down} of ${plural(total, 'camera', 'cameras')}`,
  lostDevices: (count) => `lost ${plural(count, 'device', 'devices')}`,
  lost: 'lost',
  noneLost: 'none lost',
  noneInventoried: 'none in the inventory',
  degradedMore: (count) => `${count} degraded`,
  unknownMore: (count) => `${count} unknown`,
  upMore: (count) => `${count} up`,
  unknownTile: 'of unknown state',
  unknownTileNone: 'there is data of everything',
  otherDevices: 'other devices',
  asLastSeen: (time) => `last seen ${time}`,

  mapHeading: 'The city by ward and commune',
  mapExplained: 'One cell is one ward or commune; heavy lines are the former districts',
  mapDescription: (lostAreas, totalAreas) =>
    `Map of ${totalAreas} wards and communes by position; ${lostAreas} of them have lost cameras`,
  legend: {
    up: 'up',
    degraded: 'some lost or degraded',
    down: 'half or more lost',
    unknown: 'no data',
    none: 'no device',
  },
  legendStale: 'Grey: the collector is blind; numbers are what was last seen',
  areaTitle: (area, district) => `${area} (former ${district})`,
  noCamerasHere: 'no camera in the inventory',

  withheldCause: 'Cause at a site that is not public',
  inferred: 'inferred from what is behind it',
  perhapsPower: 'perhaps a power cut',
  since: (time) => `since ${time}`,
  edgeBetween: (after, at) => `Lost between ${after} (last good probe) and ${at} (first failed probe)`,
  edgeFirstSeen: (at) => `Lost since the first probe at ${at}`,
  duration: (days, hours, minutes) =>
    [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(' ') ||
    'under 1 min',
  seconds: (count) => `${count} s`,
  andMore: (count) => `and ${count} more`,
  showDevices: (count) => `Show ${plural(count, 'device', 'devices')}`,

  districtHeading: 'By former district',
  district: 'District',
  area: 'Ward, commune',
  device: 'Device',
  totalRow: 'Whole city',
  ownRow: 'All of yours',
  notWatched: (count) =>
    count === '1'
      ? '1 device of the inventory is not in service and not counted here'
      : `${count} devices of the inventory are not in service and not counted here`,
  countHint: 'lost / total',

  health: {
    heading: 'State of the watch',
    collector: 'Collector',
    starting: 'starting, no data yet',
    seeing: (since) => `seeing since ${since}`,
    centre: 'Centre',
    covering: (covering, known) => `${covering} of ${known} collectors watching`,
    blind: (since) => `blind since ${since}`,
    blindNotice: (since, coveredUntil) =>
      `The collector has been blind since ${since}. The present state is unknown; the page shows what was known until ${coveredUntil}.`,
    recordAheadNotice: (until) =>
      `The record reaches into the future, up to ${until}: nothing is covered until then. A clock must have been ahead; camwatch ledger void-future mends it.`,
    clock: (since) => `the time of its machine is not believed since ${since}`,
    clockNotice: (cause, machine, expected) =>
      `Nothing is recorded: the time of this machine is not believed (${CLOCK_CAUSES[cause]}). It says ${machine}; it should be about ${expected}. Set it right, or confirm it with camwatch clock confirm.`,
    startingNotice: 'The collector is starting: states appear after the first round of probes.',
    lateness: (seconds) => `${seconds} s late`,
    shortfall: (count) => `${plural(count, 'probe', 'probes')} skipped by overload`,
    engine: 'How reach is measured',
    engines: { fping: 'ICMP ping (fping)', ping: 'ICMP ping (ping command)', tcp: 'TCP connect, not ping' },
    tcpNotice:
      'Reach is measured by a TCP connect in place of an ICMP ping: a device that answers ping with its port closed counts as lost.',
    measurements: 'InfluxDB',
    measurementModes: {
      off: () => 'not set up: measurements are not kept; states are recorded in full all the same',
      elsewhere: () => 'another machine of the centre writes them',
      writing: () => 'writing measurements',
      queueing: (since, points) =>
        `InfluxDB has not answered since ${since}; ${plural(points, 'point is', 'points are')} waiting on disk`,
    },
    measurementFault: (status) => {
      if (status === undefined) return 'InfluxDB takes no writes; the log says why';
      return status === 401 || status === 403
        ? `InfluxDB refuses us (${status})`
        : `InfluxDB answers ${status}`;
    },
    catchingUp: (points) => `${plural(points, 'point is', 'points are')} being written belatedly`,
    nothingDropped: 'nothing is lost',
    dropped: (points) => `${points} of the oldest points had to be dropped, the queue being full`,
    setAside: (points) => `${points} points that InfluxDB refused are set aside`,
    configuration: 'Configuration',
    configurationRefused: (since, problems, place) =>
      `The change of ${since} is not taken: ${plural(problems, 'problem', 'problems')}${place && ` (the first at ${place})`}; the old configuration stays in force. Run camwatch check for the details.`,
    ledger: 'Ledger of states',
    ledgerFine: 'being written',
    ledgerFailing: (reason) => `cannot be written: ${reason}`,
  },

  devicePage: {
    state: 'State',
    indicator: 'Indicator',
    sinceColumn: 'Since',
    lastProbe: 'Last probe',
    lastMeasured: (time, ago, isBeforeOutage) =>
      `Last measured ${time}, ${ago}${isBeforeOutage ? ', before the outage' : ''}`,
    measured: 'Measured',
    flapping: 'flapping',
    upstream: 'Way to the device',
    noUpstream: 'The inventory names no link or device in front of it.',
    path: (number) => `Path ${number}`,
    core: 'core',
    withheld: 'not public',
    channel: (channel, recorder) => `channel ${channel} of ${recorder}`,
    outages: (days) => `Outages of the last ${days} days`,
    noOutages: 'No outage.',
    from: 'From',
    to: 'To',
    lasting: 'Lasting',
    ongoing: 'ongoing',
    reason: 'Reason',
    site: 'Site',
    restricted: '(restricted site: only the ward is told)',
    agency: 'Agency',
    agencyUndetermined: 'not yet determined',
    contractor: 'Contractor',
    none: 'none',
    kind: 'Kind',
    because: 'by',
    notInService: (why) => `The device is not measured: ${why}.`,
    noStatus: 'No indicator has been measured yet.',
  },

  findings: findingTextsEn,
  incidents: incidentTextsEn,
  duty: dutyTextsEn,
  linkPage: linkTextsEn,
  placePage: placeTextsEn,
  listsPage: listTextsEn,
  blindPage: blindTextsEn,
  historyPage: historyTextsEn,
  charts: chartTextsEn,
  learnt: learntTextsEn,

  districtPage: {
    areas: 'Wards and communes',
    notUp: 'Devices down or degraded',
    allUp: 'No device is down or degraded.',
  },

  errors: {
    notFound: 'There is no such page',
    forbidden: 'This account may not do that',
    badRequest: 'The address of this page is not right',
    internal: 'camwatch failed to draw this page; the server’s log has the details',
  },
};
