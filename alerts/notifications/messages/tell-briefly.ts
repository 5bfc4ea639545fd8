import { createFormats } from '../../../core/language/formats.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { NamedSome, NewsOccasion } from '../../../ledger/record/outbox/occasion.ts';
import { headlineOf, leadOf } from './incident-sheet.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { messageTextsOf } from './words/message-texts.ts';
import { viewRoot } from './words/root-view.ts';
import { tellCity } from './words/told-city.ts';

/** What somebody is told of an incident first. */
export interface ToldBriefly {
  readonly headline: string;
  readonly lead: readonly string[];
}

/** The first lines of a message about an incident as it is now, and no more than these. */
export function tellBriefly(incident: IncidentSummary, atMs: number, options: ComposeOptions): ToldBriefly {
  const { language, timeZone } = options;
  const city = tellCity(options);
  const writing = { texts: messageTextsOf(language), city, formats: createFormats(language, timeZone) };
  const view = viewRoot(incident.root, city);
  const occasion: NewsOccasion = {
    ...{ type: 'news', news: 'opened', incident, atMs, timeline: [] },
    ...{ joined: NONE, left: NONE, members: NONE },
  };
  return { headline: headlineOf(occasion, view, writing), lead: leadOf(occasion, view, writing) };
}

const NONE: NamedSome = { some: [], count: 0 };
