import { upFirst } from '../../../../core/text/up-first.ts';
import { days, hours, minutes, seconds } from '../../../../core/time/units.ts';
import { KIND_WORDS_EN, OTHER_KIND_WORDS_EN } from '../../../../core/words/kind-words-en.ts';
import { withWord } from '../../../../core/words/with-word.ts';
import type { MessageTexts } from './texts.ts';

const count = (value: number): string => new Intl.NumberFormat('en-GB').format(value);
const plural = (amount: number, one: string, many: string): string =>
  `${count(amount)} ${amount === 1 ? one : many}`;

const KINDS = { ...KIND_WORDS_EN.oneOfKind, link: 'link' };

const nameOf = (kind: keyof typeof KINDS, name: string): string =>
  withWord(KINDS[kind], name, OTHER_KIND_WORDS_EN[kind]);

const WHERE = {
  switch: (name: string) => `attached to ${nameOf('switch', name)}`,
  cabinet: (name: string) => `at ${withWord('cabinet', name)}`,
  site: (name: string) => `at ${withWord('site', name)}`,
  area: (name: string) => `in ${name}`,
  'area-carrier': (name: string, carrier?: string) =>
    carrier === undefined ? `in ${name}` : `of ${carrier} in ${name}`,
} as const;

const duration = (ms: number): string => tell(ms, minutes(1)) || 'less than a minute';
const exactDuration = (ms: number): string => tell(ms, seconds(1)) || 'less than a second';

/** Down to a unit. */
function tell(ms: number, leastMs: number): string {
  let rest = Math.max(0, Math.floor(ms / leastMs) * leastMs);
  const parts: string[] = [];
  for (const [unitMs, one, many] of UNITS) {
    const amount = Math.floor(rest / unitMs);
    rest -= amount * unitMs;
    if (amount > 0) parts.push(plural(amount, one, many));
  }
  return parts.join(' ');
}

const UNITS = [
  [days(1), 'day', 'days'],
  [hours(1), 'hour', 'hours'],
  [minutes(1), 'minute', 'minutes'],
  [seconds(1), 'second', 'seconds'],
] as const;

const things = (what: 'device' | 'link', amount: number): string =>
  what === 'link' ? plural(amount, 'link', 'links') : plural(amount, 'device', 'devices');

export const MESSAGE_TEXTS_EN: MessageTexts = {
  severities: { minor: 'minor', major: 'major', critical: 'critical' },
  news: {
    opened: 'New incident',
    reopened: 'Incident is back',
    'cause-changed': 'Cause found anew',
    grew: 'Incident grew',
    shrank: 'Incident shrank',
    flapping: 'Flapping',
    unmuted: 'Planned work is over, still down',
    acknowledged: 'Acknowledged',
    noted: 'New note',
    resolved: 'Resolved',
    merged: 'Became part of another incident',
    escalation: 'Not acknowledged',
  },
  badge: (news, severity) => `${news} · ${severity}`,
  kinds: KINDS,
  named: nameOf,
  withheld: 'equipment at a site that is not named',
  collector: (id) => `collector ${id}`,
  commonThings: ({ by, name, what, fallen, carrier }) =>
    `${things(what, fallen)} ${WHERE[by](name, carrier)}`,
  portOff: (port, device) => `port ${port} of ${device} (switched off)`,
  commonCause: (of) => `probably one cause: ${of}`,
  evidence: ({ fallen, of, what, from, to }) =>
    `${count(fallen)} of ${things(what, of)} failed ${from === to ? `at ${from}` : `between ${from} and ${to}`}`,

  camerasLost: (lost, of) =>
    of === undefined
      ? `${plural(lost, 'camera', 'cameras')} lost`
      : `${count(lost)}/${plural(of, 'camera', 'cameras')} lost`,
  camerasBehind: (behind, lost) =>
    `${plural(behind, 'camera hangs', 'cameras hang')} on it, ${count(lost)} found down so far`,
  things: (amount) => plural(amount, 'device or link', 'devices and links'),
  cameras: (amount) => plural(amount, 'camera', 'cameras'),
  outOf: (lost, of, percent) => `${count(lost)}/${count(of)}${percent === undefined ? '' : ` (${percent})`}`,
  andMoreAreas: (first, more) => `${first} and ${plural(more, 'other ward', 'other wards')}`,
  more: (amount) => `and ${plural(amount, 'other', 'others')}`,
  moreAreas: (amount) => `and ${plural(amount, 'other place', 'other places')}`,
  moreIncidents: (amount) => `and ${plural(amount, 'other', 'others')} that are not listed here`,
  list: (items) => items.join('; '),
  duration,
  exactDuration,

  subject: {
    lost: (root) => `down: ${root}`,
    degraded: (root) => `degraded: ${root} down, another way holds`,
    blind: (collector) => `${collector} is blind`,
    clock: (collector) => `clock not believed, nothing is recorded: ${collector}`,
    again: (rest) => `Again: ${rest}`,
    causeChanged: (rest) => `Cause found anew: ${rest}`,
    grew: (rest) => `Grew: ${rest}`,
    shrank: (rest) => `Shrank: ${rest}`,
    flapping: (root) => `Flapping: ${root}`,
    unmuted: (rest) => `Planned work is over: ${rest}`,
    acknowledged: (rest) => `Acknowledged: ${rest}`,
    noted: (rest) => `Note: ${rest}`,
    resolved: (root) => `Resolved: ${root}`,
    merged: (root) => `Became part of another incident: ${root}`,
    escalation: (rest) => `Not acknowledged: ${rest}`,
    after: (time) => `after ${time}`,
    test: 'Test message',
    own: { news: "Notifications of one's own", address: 'Confirmation of an address' },
    digest: (messages, incidents, range) =>
      `${plural(messages, 'message', 'messages')} about ${plural(incidents, 'incident', 'incidents')} · ${range}`,
    digestOfOne: (messages, rest) => `${plural(messages, 'message', 'messages')}: ${rest}`,
    report: (period, range) =>
      `${{ shift: 'Shift log', day: 'Report of the day', week: 'Report of the week' }[period]} ${range}`,
    reportCounts: ({ opened, resolved, unresolved }) =>
      `${plural(opened, 'new incident', 'new incidents')}, ${count(resolved)} resolved, ${count(unresolved)} unresolved`,
  },
  headline: {
    lostSince: (root, time) => `Down since ${time}: ${root}`,
    blindSince: (collector, time) => `${upFirst(collector)} has been blind since ${time}`,
    clockSince: (collector, time) =>
      `${upFirst(collector)} has recorded nothing since ${time}: its clock is not believed`,
    resolved: (root, time, lasted) => `Back at ${time} after ${lasted}: ${root}`,
    merged: (root, time) => `${upFirst(root)}: part of another incident from ${time} on`,
    test: (time) => `Test message of camwatch, ${time}`,
    digest: (messages, incidents) =>
      `${plural(messages, 'message', 'messages')} about ${plural(incidents, 'incident', 'incidents')}`,
  },
  lead: {
    cameras: (loss, areas) => `${loss}${areas === undefined ? '' : ` in ${areas}`}.`,
    early: ({ things: all }) =>
      `${plural(all, 'device or link hangs', 'devices and links hang')} on it alone, and not all were asked yet. If more are down, it is told in a minute or two.`,
    degraded: 'What is behind it has another way or answers all the same: service is degraded, not lost.',
    blind: 'No outage is found and nothing is measured while this lasts; devices may well be up.',
    clock: (off, isAhead) =>
      `The clock of its machine is ${off} ${isAhead ? 'ahead of' : 'behind'} where it should be. Until it is set right or confirmed nothing is recorded and no outage is found. Times in this message are those that were believed last, counted on.`,
    again: (times) => `This incident was opened ${plural(times, 'time', 'times')}.`,
    flapping:
      'It went down and came back several times. The incident stays open, and no turn is told, until it is quiet.',
    causeChanged: (root) => `The cause is now taken to be ${root}.`,
    unmuted: 'The time of planned work is over, and it is still down.',
    acknowledged: (by, time) => `${by} acknowledged it at ${time}.`,
    noted: (by, time) => `${by} wrote at ${time}:`,
    note: (text) => `“${text}”`,
    mergedInto: (id) => `What is still down is part of incident ${id} now; it is not resolved.`,
    mergedElsewhere: 'What is still down is part of another incident now; it is not resolved.',
    escalation: (after) => `Not acknowledged in the ${after} since the first message.`,
    probable:
      'They failed at nearly the same time, so there is probably one cause. This is a guess that needs a look.',
    muted: 'Planned work is going on.',
    digest: {
      wanted: 'Messages are put together as this recipient wants it.',
      'rate-limit': 'Many messages came in a short time and were put together; none was left out.',
    },
    nothing: 'There was no incident.',
    test: (by) => `${by} sent this to see whether messages arrive.`,
    testEnd: 'There is no incident behind it, and nothing to do.',
  },
  titles: {
    steps: 'What to do',
    extent: 'Extent',
    place: 'Place and contacts',
    joined: 'Lost since then',
    left: 'Back again',
    members: 'Down now',
    course: 'Course',
    links: 'More',
    told: 'Told so far',
    incidents: 'Incidents',
    agencies: 'By agency (what several share counts for each)',
    opened: 'New',
    resolved: 'Resolved',
    unresolved: 'Unresolved',
    acknowledged: 'Acknowledged',
  },
  labels: {
    number: 'Number',
    evidence: 'Evidence',
    since: 'Since',
    outage: 'Outage',
    cameras: 'Cameras lost',
    areas: 'By ward',
    blindSpots: 'No working camera left',
    lostNow: 'Down in all',
    lostEver: 'Were down in all',
    yours: 'Within your scope',
    acknowledged: 'Acknowledged by',
    leftFrom: 'Left over from',
    site: 'Site',
    address: 'Address',
    area: 'Ward',
    coordinates: 'Coordinates',
    cabinet: 'Cabinet',
    circuit: 'Circuit',
    carrier: 'Carrier',
    duty: 'On duty at the site',
    contractor: 'Contractor',
    contract: 'Contract',
    note: 'Note',
  },
  hotline: (name, phone) => `${name}, phone ${phone}`,
  contract: (number, name) => (number === undefined ? name : `No. ${number} (${name})`),
  junction: (name) => `junction ${name}`,
  noAgency: 'No agency determined',
  unnamedSite: 'a site that is not named',
  steps: {
    callCarrier: (who, circuit) =>
      `Call ${who}${circuit === undefined ? '' : `, and give circuit ${circuit}`}.`,
    lookAtLine: (circuit) => `Look at the line${circuit === undefined ? '' : `, circuit ${circuit}`}.`,
    checkLine: 'Check the cable, and power and equipment at both ends of the link.',
    callContractor: (who, cabinet) =>
      `Call ${who}${cabinet === undefined ? '' : `: look at ${withWord('cabinet', cabinet)}`}.`,
    lookAtDevice: (cabinet) =>
      `Look at the device${cabinet === undefined ? '' : ` at ${withWord('cabinet', cabinet)}`}.`,
    switchOn: (port) => `Switch port ${port} on again, or say why it is off.`,
    checkDevice: 'Check the power and the network port of the device.',
    checkCommon: {
      switch: 'Check the switch and the power of its ports.',
      cabinet: 'Check the power and the uplink of the cabinet.',
      site: 'Check the power and the uplink of the site.',
      area: 'Ask the power company and the carriers whether the ward has a power cut or a cut cable.',
      'area-carrier': 'Ask the carrier whether its network has failed in the ward.',
    },
    checkCollector: 'Check the network of the collector itself: cable, switch, firewall.',
    compareClock: 'On the machine of the collector, look at its clock, the time servers and the record:',
    setClock: 'Where the clock is wrong, set it right: camwatch goes on by itself.',
    confirmClock: 'Where it is right, confirm that, with what it was compared with; this says how:',
    askWhoKnows: 'Turn to somebody who may know this site.',
    callDuty: (who) => `Tell ${who}.`,
    acknowledge: 'Acknowledge the incident, so that everybody knows somebody is at it:',
    acknowledgeHere:
      'Acknowledge the incident: open the link and press once, without logging in (for the reader of this mail alone, for 12 hours):',
    acknowledgeWithheld:
      'Acknowledge the incident, so that everybody knows somebody is at it; its id is in the list:',
    acknowledgeYourself:
      'When you are at it, tell whoever runs camwatch at once to put that on record (your time to respond by the contract ends there):',
    acknowledgeFor: (who) =>
      `When ${who} says that it is at it, put that on record (its time to respond by the contract ends there):`,
  },
  course: {
    since: 'went down',
    opened: 'incident opened',
    reopened: 'opened again',
    'cause-changed': 'cause found anew',
    grew: 'grew',
    shrank: 'shrank',
    flapping: 'flapping',
    unmuted: 'planned work over',
    acknowledged: 'acknowledged',
    noted: 'note',
    back: 'came back',
    resolved: 'incident closed',
  },
  courseLine: (time, step, cameras) => `${time}: ${step}${cameras === undefined ? '' : `, ${cameras} lost`}`,
  links: {
    acknowledge: 'I am at it',
    grafana: 'Dashboard in Grafana',
    incident: 'The incident on the page of camwatch',
    page: 'Page of camwatch',
  },
  toldAt: (recipient, time) => `${recipient}, at ${time}`,
  item: {
    since: (time) => `Since ${time}`,
    news: (steps) => `Messages: ${steps}`,
    longest: (root, lasted, isOpen) => `Longest: ${root}, ${lasted}${isOpen ? ', unresolved' : ''}`,
    resolvedAfter: (time, lasted) => `Resolved at ${time}, after ${lasted}`,
    acknowledgedBy: (by) => `Acknowledged by ${by}`,
    acknowledged: (incident, by, time) => `${incident}: ${by}, at ${time}`,
    notAcknowledged: 'Not acknowledged',
    call: (who) => `Call ${who}`,
  },
  footer: {
    incident: (id) => `Incident: ${id}`,
    sender: (timeZone) => `Sent by camwatch. Times are those of ${timeZone}.`,
  },
  pictures: {
    topology: (root, parts) => `Map of the affected part: ${root}; behind it: ${parts}`,
    timeline: (from, to, most) => `Chart of cameras lost over time, from ${from} to ${to}; at most ${most}`,
    timelineTitle: 'Cameras lost',
    collector: 'Collector',
    states: { lost: 'down', degraded: 'degraded', well: 'up', unknown: 'not told' },
    moreBoxes: (amount) => `+ ${count(amount)} more`,
    ofDevices: (lost, of) => `${count(lost)}/${count(of)} down`,
  },
  short: (rest) => `camwatch: ${rest.join('. ')}`,
};
