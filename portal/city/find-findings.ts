import type { FindingCode } from '../../core/domain/findings.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { runInSlices, STEP, type Steps } from '../../core/host/in-slices.ts';
import { findingTextsEn } from '../../core/words/finding-texts-en.ts';
import { findingTextsVi } from '../../core/words/finding-texts-vi.ts';
import type { CityView } from './city-view.ts';
import type { Found } from './found.ts';
import type { LearntSource } from './learnt-source.ts';
import { partOf, toFindable } from './text-index.ts';
import { type ListedFinding, readInFull, type VisibleFinding } from './visible-findings.ts';
import type { VisibleFleet } from './visible-fleet.ts';

export interface FindingSources {
  readonly learnt: Pick<LearntSource, 'findings'>;
  /** What stands, of what is visible alone. */
  readonly standing: (fleet: VisibleFleet) => Promise<readonly ListedFinding[]>;
}

/** Makes ready what is looked through, in slices; the looking is done at once. */
export type FindFindings = (
  view: CityView,
) => Promise<(words: readonly string[], most: number) => Found<VisibleFinding>>;

/**
 * Findings that stand, the latest first, by what is found (in either language) and by the device or link it is found at: its id,
 * name and ward. Texts of what has findings are made once for an inventory.
 */
export function createFindingFinder({ learnt, standing }: FindingSources): FindFindings {
  let kept: { readonly fleet: VisibleFleet; readonly texts: Map<string, string> } | undefined;
  return async (view) => {
    const { fleet } = view;
    if (kept?.fleet !== fleet) kept = { fleet, texts: new Map() };
    const { texts } = kept;
    const all = await standing(fleet);
    await runInSlices(nameAll(fleet, all, texts));
    return (words, most) => {
      const matching = words.length === 0 ? [] : match(all, words, texts);
      const items = readInFull(view, learnt, { open: true }, matching.slice(0, most));
      return { items, total: matching.length, isAll: true };
    };
  };
}

function* nameAll(
  fleet: VisibleFleet,
  standing: readonly ListedFinding[],
  texts: Map<string, string>,
): Steps<void> {
  for (const [place, { entity }] of standing.entries()) {
    if (place % STEP === STEP - 1) yield;
    if (!texts.has(entity)) texts.set(entity, describe(fleet, entity));
  }
}

function match(
  standing: readonly ListedFinding[],
  words: readonly string[],
  texts: ReadonlyMap<string, string>,
): readonly ListedFinding[] {
  const found: ListedFinding[] = [];
  const restOf = new Map<string, readonly string[]>();
  for (const finding of standing) {
    const rest =
      restOf.get(finding.code) ?? words.filter((word) => !textOfCode(finding.code).includes(partOf(word)));
    restOf.set(finding.code, rest);
    const text = texts.get(finding.entity) ?? '';
    if (rest.every((word) => text.includes(partOf(word)))) found.push(finding);
  }
  return found;
}

const textOfCode = (code: FindingCode): string =>
  toFindable(`${code} ${findingTextsVi.names[code]} ${findingTextsEn.names[code]}`);

function describe(fleet: VisibleFleet, entity: string): string {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  const device = kind === 'device' ? fleet.deviceById.get(id) : undefined;
  const link = kind === 'link' ? fleet.linkById.get(id) : undefined;
  const place = device ?? link;
  return toFindable(`${id} ${device?.device.name ?? link?.link.name ?? ''} ${place?.area.name ?? ''}`);
}
