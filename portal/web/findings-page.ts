import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { findingCursorOf, matchesFilter } from '../api/list-findings.ts';
import { UNDETERMINED } from '../api/parameters.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import {
  compareFindings,
  type FindingKey,
  type ListedFinding,
  readInFull,
} from '../city/visible-findings.ts';
import { isWhole } from '../city/visible-fleet.ts';
import type { Html } from './frame/html.ts';
import type { PageContext } from './frame/page-context.ts';
import { countAlike, countFacets, type FacetGroup } from './panels/facets.ts';
import { renderFindingTable } from './panels/finding-table.ts';
import { renderListPage } from './panels/list-panels.ts';
import { namedBy, placeFacets } from './panels/place-facets.ts';

export interface FindingsPageSources {
  readonly standing: readonly ListedFinding[];
  readonly learnt: Pick<LearntSource, 'findings'>;
  /** The last of the page before. */
  readonly after: FindingKey | undefined;
}

export interface FindingChoice {
  readonly code?: string | undefined;
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
  readonly area?: string | undefined;
  readonly contractor?: string | undefined;
  readonly kind?: string | undefined;
}

const MOST_FINDINGS = 100;

/** What stands, narrowed by kind, place and party; each list of filters counts what the others leave. */
export function renderFindingsPage(
  context: PageContext,
  choice: FindingChoice,
  { standing: all, learnt, after }: FindingsPageSources,
): Html {
  const { messages, formats, view } = context;
  const { findings: texts } = messages;
  const found = all.filter((finding) => isChosen(finding, choice));
  const rest = after === undefined ? found : found.filter((finding) => compareFindings(finding, after) > 0);
  const page = rest.slice(0, MOST_FINDINGS);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  return renderListPage(context, {
    ...{ path: '/findings', heading: texts.heading, choice: { ...choice }, part: 'findings' },
    count: texts.count(formats.count(found.length)),
    groups: groupFacets(context, all, choice),
    ...{ file: '/api/v1/findings', none: texts.noneStand, isFirst: after === undefined },
    next: last && findingCursorOf(last),
    hint: isWhole(view.fleet.sight) ? texts.about : `${texts.about} ${texts.aboutOwn}`,
    table:
      page.length === 0
        ? undefined
        : renderFindingTable(context, readInFull(view, learnt, { open: true }, page), 'with-place'),
  });
}

function isChosen(finding: ListedFinding, { code, ...place }: FindingChoice): boolean {
  return (code === undefined || finding.code === code) && matchesFilter(finding, place);
}

function groupFacets(
  context: PageContext,
  all: readonly ListedFinding[],
  choice: FindingChoice,
): readonly FacetGroup[] {
  const { messages, view } = context;
  const { findings: texts, list } = messages;
  const { agencies, contractors } = view.shown.inventory;
  const counted = countAlike(all, ({ code, group, link }) => ({
    ...{ code, kind: group?.kind, agency: group && (group.agency ?? UNDETERMINED) },
    district: group?.district ?? link?.district.id,
    area: group?.area ?? link?.area.id,
    contractor: group ? group.contractor : link?.link.carrier,
  }));
  const faceted = { path: '/findings', counted, choice: { ...choice } };
  const [names, kinds]: Readonly<Record<string, string>>[] = [texts.names, messages.kinds];
  const byId = (trait: string, heading: string, known: Parameters<typeof namedBy>[1]) =>
    countFacets(faceted, { trait, heading, nameOf: namedBy(context, known) });
  return [
    countFacets(faceted, { trait: 'code', heading: texts.byCode, nameOf: (code) => names?.[code] ?? code }),
    countFacets(faceted, {
      ...{ trait: 'kind', heading: list.byKind, order: DEVICE_KINDS },
      nameOf: (kind) => kinds?.[kind] ?? kind,
    }),
    byId('agency', list.byAgency, agencies),
    ...placeFacets(context, faceted),
    byId('contractor', list.byContractor, contractors),
  ];
}
