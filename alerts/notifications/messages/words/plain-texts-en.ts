import type { IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { Occasion } from '../../../../ledger/record/outbox/occasion.ts';

/** How bad an incident is, and no more. */
export type Badness = Pick<IncidentSummary, 'severity' | 'camerasLost'>;

export const PLAIN_TEXTS_EN = {
  look: 'The details of this message could not be composed. Look on the machine that runs camwatch:',
  subject: (occasion: Occasion): string => {
    const bad = ({ severity, camerasLost }: Badness) => `${severity}, cameras lost: ${camerasLost}`;
    switch (occasion.type) {
      case 'news':
        return occasion.news === 'resolved'
          ? 'camwatch: an incident is resolved'
          : `camwatch: incident, ${bad(occasion.incident)}`;
      case 'escalation':
        return `camwatch: incident not acknowledged, ${bad(occasion.incident)}`;
      case 'digest':
        return `camwatch: ${occasion.items.length + occasion.more} messages about incidents`;
      case 'report':
        return 'camwatch: report of incidents';
      case 'test':
        return 'camwatch: test message';
    }
  },
};

export type PlainTexts = typeof PLAIN_TEXTS_EN;
