import { INCIDENT_WORDS_EN } from '../../core/words/incident-words-en.ts';
import type { IncidentTexts } from './texts.ts';

const plural = (count: number, one: string, many: string): string =>
  `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : many}`;

export const INCIDENT_TEXTS_EN: IncidentTexts = {
  ...INCIDENT_WORDS_EN,
  head: ['id', 'severity', 'state', 'since', 'cameras', 'what', 'where', 'acknowledged by'],
  none: 'no incident',
  counts: ({ unresolved, critical, major, minor }) =>
    unresolved === 0
      ? 'unresolved: none'
      : `unresolved: ${unresolved} (critical ${critical}, major ${major}, minor ${minor})`,
  moreOfList: (count) => `and ${count} more (--limit)`,
  zoneOfTimes: (timeZone) => `times: ${timeZone}`,
  operator: 'operator',
  byAccount: (party, account) => `${party}, account ${account}`,
  byMailLink: (who) => `${who}, by a link in a mail`,

  done: {
    acknowledged: (id, party) => `incident ${id}: acknowledged for ${party}`,
    noted: (id) => `incident ${id}: the note is on record`,
    'handed-over': (id, account) => `incident ${id}: ${account} has it`,
    snoozed: (id, until) => `incident ${id}: snoozed until ${until}`,
    released: (id) => `incident ${id}: given back, not acknowledged`,
    linked: (id, into) => `incident ${id}: merged into ${into}`,
    unlinked: (id) => `incident ${id}: stands for itself again`,
  },

  labels: {
    state: 'State',
    severity: 'Severity',
    since: 'Since',
    opened: 'Opened',
    resolved: 'Resolved',
    mergedInto: 'Goes on as',
    remarks: 'Remarks',
    acknowledged: 'Acknowledged',
  },
  openedTimes: (time, times) => (times > 1 ? `${time}, ${times} times since` : time),
  lasted: (time, duration) => `${time}, after ${duration}`,
  titles: {
    course: 'Course',
    members: 'Devices and links',
    told: 'Who was told',
    steps: 'On record',
  },
  membersCount: (now, ever) => `${now} down now, ${ever} ever`,
  back: (time) => `back ${time}`,
  earlier: (count) => `${count} earlier ones (--all)`,
  moreOfAll: (count) => `and ${count} more (--all)`,
  nobodyTold: 'nobody',
  steps: {
    opened: 'opened',
    reopened: 'opened again',
    changed: 'cause or severity changed',
    resolved: 'resolved',
    ...INCIDENT_WORDS_EN.actions,
  },

  outboxHead: ['no.', 'state', 'written', 'due or settled', 'recipient', 'channel', 'what', 'last try'],
  noMessages: 'no message',
  outboxCounts: ({ waiting, held, digested, sent, dead }) =>
    `waiting ${waiting}, held ${held}, in digests ${digested}, sent ${sent}, given up ${dead}`,
  tries: (count) => plural(count, 'try', 'tries'),
  resent: (id, recipient) => `message ${id} to ${recipient}: is sent again, as soon as camwatch runs`,
  notDead: (id, state) => `message ${id}: expected one that was given up, got one that is ${state}`,
  unknownMessage: (id) => `message ${id}: expected a message of the outbox, found none`,

  logTitle: (from, to) => `Shift log, ${from} to ${to}`,
  logHead: ['time', 'what', 'severity', 'cameras', 'incident', 'by'],
  logNothing: 'nothing happened',
  logCounts: (opened, acknowledged, resolved) =>
    `${opened} opened, ${acknowledged} acknowledged, ${resolved} resolved`,
  logLeft: (count) => `Unresolved at the end: ${count}`,
  logNoneLeft: 'Unresolved at the end: none',
};
