import type { Answering } from '../../contracts/dossier/dossier-schema.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { StatementInput } from './statement-input.ts';
import type { DocumentTexts } from './texts/document-texts.ts';

/** How a text for people calls what the sealed file has by its id. */
export interface Naming {
  /**
   * What a device or line is called and where it stands; its id where nobody may read its name. Of `incident:…` when it was
   * opened and what caused it: `sự cố mở lúc 14:02 08/10/2026: Đường truyền Trần Phú`.
   */
  readonly entity: (entity: string) => string;
  /** `Sở Khoa học và Công nghệ`, the name of an agency or contractor. */
  readonly party: (party: string) => string;
  /** `đề nghị loại trừ số 7` of `claim:7`. */
  readonly ref: (ref: string) => string;
  /** A sentence of the terminal with names in the place of ids. */
  readonly sentence: (text: string) => string;
  /** Who answers for a device or line at an instant: companies, else the agency, with the carrier of a line. */
  readonly answering: (owner: string, atMs: number) => string | undefined;
  /** The last that answered for it before an instant. */
  readonly lastAnswering: (owner: string, beforeMs: number) => string | undefined;
}

export function createNaming({
  document,
  names,
  words,
}: Pick<StatementInput, 'names' | 'words'> & {
  readonly document: Pick<StatementDocument, 'dossier'> & {
    readonly contract: Pick<StatementDocument['contract'], 'contractor'>;
    readonly figures?: Pick<StatementDocument['figures'], 'incidents'>;
  };
}): Naming {
  const { dossier, contract, figures } = document;
  const texts = words.texts.dossier;
  const device = (id: string): string => {
    const name = names.entities?.get(id);
    const place = names.places?.get(id);
    return name === undefined ? id : [name, place].filter(Boolean).join(', ');
  };
  const party = (id: string): string => {
    if (id === 'dost') return texts.dost;
    if (id === `contractor:${contract.contractor}`) return names.contractor ?? id;
    return names.parties?.get(id) ?? id;
  };
  const ref = (id: string): string => nameRefs(id, texts);
  const { incident: byId, incidentSince } = words.texts.annexes.misses;
  const rowOf = (id: string) => figures?.incidents?.rows.find(({ incident }) => incident === id);
  const since = (id: string): string => {
    const row = rowOf(id);
    return row ? incidentSince(words.time(row.openedMs)) : byId(id);
  };
  const incident = (id: string): string => {
    const row = rowOf(id);
    return row ? `${since(id)}: ${device(row.root)}` : byId(id);
  };
  const entity = (id: string): string =>
    id.startsWith(INCIDENT_KIND) ? incident(id.slice(INCIDENT_KIND.length)) : device(id);
  return {
    entity,
    party,
    ref,
    sentence: (text) =>
      nameRefs(
        text
          // Before names take the place of the devices that ids of incidents are made of.
          .replaceAll(INCIDENT, (_whole, id: string) => since(id))
          .replaceAll(ENTITY, (id) => names.entities?.get(id) ?? id)
          .replaceAll(PARTY, party)
          .replaceAll(ROW, (_whole, number: string) => texts.row(number)),
        texts,
      ),
    answering: (owner, atMs) => {
      const held = dossier?.answering.find(
        (one) => one.owner === owner && one.fromMs <= atMs && atMs < one.toMs,
      );
      return held && answeringText(held, party, texts);
    },
    lastAnswering: (owner, beforeMs) => {
      const held = dossier?.answering.findLast((one) => one.owner === owner && one.fromMs < beforeMs);
      return held && answeringText(held, party, texts);
    },
  };
}

const ENTITY = /\b(?:device|link):[\w.:-]*[\w-]/g;
export const PARTY = /\b(?:agency|contractor):[\w.:-]*[\w-]/g;
/** Of a statement's own sentences: what people write has neither. */
const ROW = /\bchange:(\d+)\b/g;
const INCIDENT = /\bincident:([\w.:@-]*\w)/g;
const INCIDENT_KIND = 'incident:';
const REF = /\b(claim|maintenance|unmeasured)[: ](\d+)\b/gi;

/** A text with `đề nghị loại trừ số 7` in the place of `claim:7`. */
export const nameRefs = (text: string, { refs }: Pick<DocumentTexts['dossier'], 'refs'>): string =>
  text.replaceAll(REF, (whole, kind: string, number: string) => {
    const name: keyof typeof refs | undefined = REF_KINDS.find((one) => one === kind.toLowerCase());
    return name === undefined ? whole : refs[name](number);
  });

const REF_KINDS = ['claim', 'maintenance', 'unmeasured'] as const;

function answeringText(
  { contractors, agency, carrier }: Answering,
  party: Naming['party'],
  texts: DocumentTexts['dossier'],
): string | undefined {
  const companies = contractors.map((id) => party(`contractor:${id}`));
  if (companies.length === 0 && agency !== undefined) companies.push(party(`agency:${agency}`));
  const isOther = carrier !== undefined && !contractors.includes(carrier);
  const carried = isOther ? texts.carrier(party(`contractor:${carrier}`)) : undefined;
  return [companies.join(', '), carried].filter(Boolean).join('; ') || undefined;
}
