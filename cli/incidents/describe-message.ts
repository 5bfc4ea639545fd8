import type { Writing } from '../../alerts/notifications/messages/incident-rows.ts';
import { brief } from '../../alerts/notifications/messages/words/incident-words.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { IncidentSummary } from '../../ledger/record/incidents/incident-event.ts';
import type { OutboxOccasion } from '../../ledger/record/outbox/occasion.ts';

/** What a message is about, in one line: its subject. */
export function describeMessage(occasion: OutboxOccasion, writing: Writing): string {
  const { texts, formats } = writing;
  switch (occasion.type) {
    case 'news':
    case 'escalation':
      return upFirst(
        brief(occasion, writing)
          .filter((part) => part !== undefined)
          .join(' · '),
      );
    case 'digest': {
      const { items, more, fromMs, toMs } = occasion;
      const incidents = new Set(items.map(({ incident }) => incident.id)).size;
      return upFirst(texts.subject.digest(items.length + more, incidents, formats.range(fromMs, toMs)));
    }
    case 'report':
      return upFirst(texts.subject.report(occasion.period, formats.range(occasion.fromMs, occasion.toMs)));
    case 'test':
      return texts.subject.test;
    case 'own':
      return texts.subject.own[occasion.about];
  }
}

/** The incidents that {@link describeMessage} names. */
export function incidentsOf(occasion: OutboxOccasion): readonly IncidentSummary[] {
  return occasion.type === 'news' || occasion.type === 'escalation' ? [occasion.incident] : [];
}
