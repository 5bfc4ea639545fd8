import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { PlanMessages } from '../../alerts/notifications/routing/planning.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Metrics } from '../../core/names/metrics.ts';

/** Counts the news that messages are planned for, but for those of incidents that nobody is told of. */
export function countOpenNews(
  plan: PlanMessages,
  inventory: () => Inventory,
  { camwatch_incident_news_total }: Pick<Metrics, 'camwatch_incident_news_total'>,
): PlanMessages {
  return (news, context) => {
    const messages = plan(news, context);
    if (isOpenRoot(news.incident.root, inventory())) camwatch_incident_news_total.inc();
    return messages;
  };
}
