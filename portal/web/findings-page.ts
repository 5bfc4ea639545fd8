import { FINDING_CODES } from '../../core/domain/findings.ts';
import { matchesFilter } from '../api/list-findings.ts';
import { UNDETERMINED } from '../api/parameters.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { type ListedFinding, readInFull } from '../city/visible-findings.ts';
import { type Html, html } from './frame/html.ts';
import { linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { type Facet, listPath, renderFacets } from './panels/facets.ts';
import { renderFindingTable } from './panels/finding-table.ts';
import { renderHealthStrip } from './panels/health-strip.ts';

export interface FindingsPageSources {
  readonly standing: readonly ListedFinding[];
  readonly learnt: Pick<LearntSource, 'findings'>;
}

export interface FindingChoice {
  readonly code?: string | undefined;
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
  readonly area?: string | undefined;
}

const MAX_FINDINGS = 200;

/** What stands, narrowed by kind, agency and former district; each list of filters counts what the others leave. */
export function renderFindingsPage(
  context: PageContext,
  { standing: all, learnt }: FindingsPageSources,
  choice: FindingChoice,
): Html {
  const { messages, formats } = context;
  const { findings: texts } = messages;
  const shown = all.filter((finding) => isChosen(finding, choice));
  const told = readInFull(context.view, learnt, { open: true }, shown.slice(0, MAX_FINDINGS));
  const rest = shown.length - MAX_FINDINGS;
  const csv = listPath('/api/v1/findings', { format: 'csv', ...choice });
  return renderLayout(
    context,
    texts.heading,
    html`${renderHealthStrip(context)}
<section class="panel facets" data-part="facets">
<header><h2>${texts.count(formats.count(shown.length))}</h2>${isNarrowed(choice) && html`<p><a href="${linkTo(context, '/findings')}">✕ ${messages.list.clearFilter}</a></p>`}</header>
<div class="facet-row">
${renderFacets(context, texts.byCode, codeFacets(context, all, choice))}
${renderFacets(context, messages.list.byAgency, agencyFacets(context, all, choice))}
${renderFacets(context, messages.list.byDistrict, districtFacets(context, all, choice))}
</div>
</section>
<section class="panel table findings" data-part="findings">
<header><h2>${texts.heading}</h2><p><a href="${csv}">${messages.list.asTable}</a></p></header>
${shown.length === 0 && html`<p class="quiet">${texts.noneStand}</p>`}
${shown.length > 0 && renderFindingTable(context, told, 'with-place')}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`,
  );
}

const isNarrowed = (choice: FindingChoice) => Object.values(choice).some((value) => value !== undefined);

function isChosen(finding: ListedFinding, { code, ...place }: FindingChoice): boolean {
  return (code === undefined || finding.code === code) && matchesFilter(finding, place);
}

function codeFacets(
  context: PageContext,
  all: readonly ListedFinding[],
  { code, ...others }: FindingChoice,
): readonly Facet[] {
  const counts = countBy(
    all.filter((finding) => isChosen(finding, others)),
    (finding) => finding.code,
  );
  return sortFacets(
    FINDING_CODES.filter((one) => counts.has(one) || one === code).map((one) => ({
      label: context.messages.findings.names[one],
      count: counts.get(one) ?? 0,
      isChosen: one === code,
      path: listPath('/findings', { ...others, code: one === code ? undefined : one }),
    })),
  );
}

function agencyFacets(
  context: PageContext,
  all: readonly ListedFinding[],
  { agency, ...others }: FindingChoice,
): readonly Facet[] {
  const { agencies } = context.view.shown.inventory;
  const counts = countBy(
    all.filter((finding) => isChosen(finding, others)),
    ({ group }) => group && (group.agency ?? UNDETERMINED),
  );
  return sortFacets(
    [...new Set([...counts.keys(), ...(agency === undefined ? [] : [agency])])].map((id) => {
      const known = agencies.get(id);
      return {
        label: known ? nameOf(context, known) : context.messages.devicePage.agencyUndetermined,
        count: counts.get(id) ?? 0,
        isChosen: id === agency,
        path: listPath('/findings', { ...others, agency: id === agency ? undefined : id }),
      };
    }),
  );
}

function districtFacets(
  context: PageContext,
  all: readonly ListedFinding[],
  { district, ...others }: FindingChoice,
): readonly Facet[] {
  const { districts } = context.view.shown.inventory;
  const counts = countBy(
    all.filter((finding) => isChosen(finding, others)),
    ({ group, link }) => group?.district ?? link?.district.id,
  );
  return sortFacets(
    [...districts.values()]
      .filter(({ id }) => counts.has(id) || id === district)
      .map((one) => ({
        label: nameOf(context, one),
        count: counts.get(one.id) ?? 0,
        isChosen: one.id === district,
        path: listPath('/findings', { ...others, district: one.id === district ? undefined : one.id }),
      })),
  );
}

function countBy<Key extends string>(
  findings: readonly ListedFinding[],
  keyOf: (finding: ListedFinding) => Key | undefined,
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const finding of findings) {
    const key = keyOf(finding);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const sortFacets = (facets: readonly Facet[]) =>
  facets.toSorted((a, b) => Number(b.isChosen) - Number(a.isChosen) || b.count - a.count);
