import type { IncidentEvent } from '../../record/incidents/incident-event.ts';

/** What a row of `incident_news` holds beside its columns. */
export type NewsBody = Omit<IncidentEvent, 'kind' | 'atMs'>;

export function renderNewsBody({ incident, joined, left, mergedInto, by, text }: NewsBody): string {
  return JSON.stringify({ incident, joined, left, mergedInto, by, text });
}

/** Nobody but {@link renderNewsBody} writes it. */
export const parseNewsBody = (text: string): NewsBody => JSON.parse(text);
