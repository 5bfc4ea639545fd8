import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsEn: IncidentTexts = {
  title: 'incidents',
  none: 'none in the period',
  opened: (count) => `opened in the period: ${count}`,
  clocks: { response: 'response', restoration: 'restoration' },
  counts: ({ kept, missed, open, passedOn }) =>
    `${kept} kept, ${missed} missed, ${open} not decided yet at the end of the period, ${passedOn} passed on`,
  severities: { minor: 'minor', major: 'major', critical: 'critical' },
  begun: (time) => `opened ${time}`,
  toldThen: (contractor) => `contractor then: ${contractor}`,
  acknowledged: (time, party) => `acknowledged ${time} by ${party}`,
  notAcknowledged: 'not acknowledged',
  someone: 'somebody who named no party',
  parties: { contractor: 'contractor', agency: 'agency', operator: 'operator' },
  restored: (time) => `over ${time}`,
  lasts: 'not over yet',
  merged: (incident, time) => `went over to ${incident} at ${time}`,
  passedOn: (time) => `its cause is nothing of this contract from ${time} on`,
  limit: (took, limit) => `${took} of ${limit}`,
  noLimit: (took) => `${took}, no limit is agreed`,
  outcomes: {
    kept: 'kept',
    missed: 'missed',
    open: 'not decided yet at the end of the period',
    'passed-on': 'judged with what it went over to',
  },
  before: 'counted in an earlier period',
};
