import type { Agency } from '../../core/domain/inventory.ts';
import type { OpinionState, SiteState } from '../state/plan-state.ts';
import { authorityOf, sitesToAnswer } from './asked-sites.ts';
import { vietnameseDay } from './date-serial.ts';
import type { FormRow } from './form.ts';
import type { FormFacts } from './form-facts.ts';

/** Sites for which a unit asks the two authorities, with what is on record of their opinions. */
export function requestRows(unit: Agency, { askedSites, state }: FormFacts): readonly FormRow[] {
  const recorded = new Map(state.site.map((site) => [site.site, site]));
  return (askedSites.byAgency.get(unit.id) ?? []).map((id) => {
    const place = askedSites.places.get(id);
    const site = recorded.get(id);
    return {
      key: id,
      values: {
        place: place?.name,
        area: place?.area,
        request_document: site?.request?.document,
        request_date: site?.request?.date,
        dost: opinionText(site?.dost),
        police: opinionText(site?.police),
        note: site?.note,
      },
    };
  });
}

/** Sites on which an authority is to give its opinion. */
export function opinionRows(unit: Agency, facts: FormFacts): readonly FormRow[] {
  const { askedSites, state, year, agencies } = facts;
  const authority = authorityOf(unit, state);
  const nameOf = (id: string | undefined) => agencies.find((agency) => agency.id === id)?.name ?? id;
  return sitesToAnswer(authority, state, askedSites, year).map((site) => {
    const place = askedSites.places.get(site.site);
    const opinion = authority && site[authority];
    return {
      key: site.site,
      values: {
        at: place?.name,
        area: place?.area,
        unit: nameOf(site.agency),
        request: requestText(site),
        document: opinion?.document,
        date: opinion?.date,
        place: opinion?.place,
        technology: opinion?.technology,
      },
    };
  });
}

function requestText({ request }: SiteState): string | undefined {
  if (!request) return undefined;
  const day = `ngày ${vietnameseDay(request.date)}`;
  return request.document === undefined ? day : `${request.document}, ${day}`;
}

function opinionText(opinion: OpinionState | undefined): string {
  if (!opinion || opinion.status === 'not-asked') return 'Chưa xin ý kiến';
  if (opinion.status === 'waiting') return `Chưa trả lời (${opinion.daysWaiting ?? 0} ngày)`;
  const day = opinion.date === undefined ? '' : ` ngày ${vietnameseDay(opinion.date)}`;
  return `Đã trả lời${opinion.document === undefined ? '' : ` tại ${opinion.document}`}${day}`;
}
