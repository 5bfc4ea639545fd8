import type { PlanMessages } from '../../alerts/notifications/routing/planning.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';

/** Counts the news that messages are planned for, but for those of incidents that nobody is told of. */
export function countOpenNews(
  plan: PlanMessages,
  isOpen: (root: IncidentRoot) => boolean,
  { camwatch_incident_news_total }: Pick<Metrics, 'camwatch_incident_news_total'>,
): PlanMessages {
  return (news, context) => {
    const messages = plan(news, context);
    if (isOpen(news.incident.root)) camwatch_incident_news_total.inc();
    return messages;
  };
}
