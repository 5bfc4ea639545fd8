import { plural } from '../../../core/language/plural.ts';
import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsEn: IncidentTexts = {
  heading: 'Unresolved incidents',
  count: (total, parts) => `${plural(total, 'incident', 'incidents')}: ${parts.join(', ')}`,
  severities: { critical: 'critical', major: 'major', minor: 'minor' },
  none: 'No incident is unresolved.',
  more: (count) => `and ${plural(count, 'incident', 'incidents')} more: camwatch incidents list`,
  acknowledgedBy: (parties) => `acknowledged by ${parties}`,
  notAcknowledged: 'not acknowledged',
  operator: 'the operator',
  flapping: 'flapping',
  plannedWork: 'planned work',
  degraded: 'degraded: another way holds',
  again: 'opened again',
  unassigned: 'Lost just now, in no incident yet',
  latest: (time) => `the last ${time}`,
};
