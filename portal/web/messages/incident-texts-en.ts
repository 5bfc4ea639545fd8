import { plural } from '../../../core/language/plural.ts';
import { INCIDENT_WORDS_EN } from '../../../core/words/incident-words-en.ts';
import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsEn: IncidentTexts = {
  ...INCIDENT_WORDS_EN,
  heading: 'Unresolved incidents',
  count: (total, parts) => `${plural(total, 'incident', 'incidents')}: ${parts.join(', ')}`,
  severities: { critical: 'critical', major: 'major', minor: 'minor' },
  none: 'No incident is unresolved.',
  more: (count) => `and ${plural(count, 'incident', 'incidents')} more`,
  acknowledgedBy: (parties) => `acknowledged by ${parties}`,
  operator: 'the operator',
  unassigned: 'Lost just now, in no incident yet',
  latest: (time) => `the last ${time}`,
  whole: 'The whole incident',
  page: {
    state: 'State',
    since: 'Since',
    lasting: 'Lasting',
    lasted: 'Lasted',
    resolved: 'Resolved',
    lost: 'Lost now',
    lostOf: (now, ever) => `${now}; ${ever} in all since it began`,
    where: 'Cameras lost in',
    line: 'Line',
    contractors: 'Contractor',
    acknowledged: 'Acknowledged',
    more: 'Also',
    course: 'Course',
    at: 'At',
    step: 'What happened',
    cameras: 'Cameras lost',
    members: 'Devices and links of the incident',
    noMembers: 'None is written down yet.',
    member: 'Name',
    joined: 'Lost since',
    left: 'Until',
  },
  acts: {
    heading: 'What is done about it',
    text: 'Note',
    acknowledge: 'I take it',
    note: 'Write it down',
    isOver: (hasText) =>
      hasText
        ? 'The incident is resolved: nothing was recorded. Your note is still in the box, press “Write it down” to keep it.'
        : 'The incident is resolved: nothing was recorded, and nothing is left to do.',
  },
};
