import type { ListedIncident } from '../../alerts/incidents/actions/incident-state.ts';
import type { Writing } from '../../alerts/notifications/messages/incident-rows.ts';
import {
  nameAreas,
  tellFlags,
  totalCameras,
} from '../../alerts/notifications/messages/words/incident-words.ts';
import { messageTextsOf } from '../../alerts/notifications/messages/words/message-texts.ts';
import { type RootView, viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, nameEntity } from '../../alerts/notifications/messages/words/root-words.ts';
import type { ToldCity } from '../../alerts/notifications/messages/words/told-city.ts';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { cleanLine } from '../../core/text/clean-line.ts';
import { upFirst } from '../../core/text/up-first.ts';
import { renderTime } from '../../core/time/render-time.ts';
import type { ActingParty, PersonAct } from '../../ledger/decisions/acknowledgements.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { IncidentRoot, IncidentSummary } from '../../ledger/record/incidents/incident-event.ts';
import type { IncidentTexts } from './texts.ts';
import { INCIDENT_TEXTS_EN } from './texts-en.ts';
import { INCIDENT_TEXTS_VI } from './texts-vi.ts';

/** The words of one language for incidents, with times of the city and the names on record. */
export interface IncidentWording {
  readonly texts: IncidentTexts;
  readonly writing: Writing;
  /** `2026-10-05 08:00:00`. */
  readonly clock: (atMs: number) => string;
  /** The same with the zone, where it stands alone. */
  readonly at: (atMs: number) => string;
  readonly zoneLine: string;
  readonly id: (incident: string) => string;
  readonly what: (root: IncidentRoot) => string;
  readonly where: (incident: IncidentSummary) => string;
  /** `212/230`, `3`, nothing where no camera is lost. */
  readonly cameras: (incident: IncidentSummary) => string;
  readonly viewOf: (root: IncidentRoot) => RootView;
  readonly entity: (entity: string) => string;
  readonly party: (party: ActingParty) => string;
  readonly signed: (act: Pick<PersonAct, 'party' | 'author' | 'via'>) => string;
  readonly flags: (incident: ListedIncident) => readonly string[];
}

export const incidentTextsOf = inLanguage<IncidentTexts>({ vi: INCIDENT_TEXTS_VI, en: INCIDENT_TEXTS_EN });

export function createIncidentWording(
  language: Language,
  { timeZone, city }: { readonly timeZone: string; readonly city: ToldCity },
): IncidentWording {
  const texts = incidentTextsOf(language);
  const writing: Writing = {
    texts: messageTextsOf(language),
    city,
    formats: createFormats(language, timeZone),
  };
  const clock = (atMs: number) => withSeconds(renderTime(Math.floor(atMs / 1_000) * 1_000, timeZone));
  const party: IncidentWording['party'] = ({ kind, id }) => {
    if (kind === 'operator' || id === undefined) return texts.operator;
    const known = kind === 'agency' ? city.inventory.agencies.get(id) : city.inventory.contractors.get(id);
    return known ? `${cleanLine(known.name)} (${cleanLine(id)})` : `${kind}:${cleanLine(id)}`;
  };
  return {
    texts,
    writing,
    clock,
    at: (atMs) => `${clock(atMs)} (${timeZone})`,
    zoneLine: texts.zoneOfTimes(timeZone),
    id: showUntrusted,
    what: (root) => upFirst(nameOfRoot(root, writing)),
    where: (incident) => nameAreas(incident, viewIn(incident.root, city), writing) ?? '',
    cameras: (incident) => {
      const { camerasLost } = incident;
      if (camerasLost === 0) return '';
      const total = totalCameras(incident, viewIn(incident.root, city));
      return total === undefined
        ? writing.formats.count(camerasLost)
        : writing.texts.outOf(camerasLost, total);
    },
    viewOf: (root) => viewIn(root, city),
    entity: (entity) => nameEntity(entity, writing) ?? cleanLine(entity),
    party,
    signed: ({ party: of, author, via }) => {
      const who = texts.byAccount(party(of), cleanLine(author));
      return via === undefined ? who : texts.byMailLink(who);
    },
    flags: ({ summary }) => tellFlags(summary, texts.flags),
  };
}

/** Columns of times are of one width. */
const withSeconds = (time: string): string => (/ \d\d:\d\d$/.test(time) ? `${time}:00` : time);

/** Nothing is withheld from whoever reads the ledger: what is not known there is told by its id. */
function viewIn(root: IncidentRoot, city: ToldCity): RootView {
  const view = viewRoot(root, city);
  if (view.what !== 'withheld' || root.kind !== 'common') return view;
  return { what: 'common', common: root, contractors: [], contracts: [] };
}

function nameOfRoot(root: IncidentRoot, writing: Writing): string {
  const view = viewIn(root, writing.city);
  if (view.what === 'withheld' && root.kind === 'entity') return cleanLine(root.entity);
  return nameCause(view, writing);
}
