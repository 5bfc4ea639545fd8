import type { FormFlaw, FormNote } from './form-flaw.ts';

/** Findings of a sheet: the first are told each with its cell, the others are counted by what they are. */
export interface FindingList<Finding> {
  readonly add: (...findings: readonly Finding[]) => void;
  /** How many there are, told or not. */
  readonly count: () => number;
  /** Those told, then one for each kind that has others: the first of it, with how many `more` there are. */
  readonly list: () => readonly Finding[];
}

/** Nobody reads on after so many, and a file may have a million. */
const MOST_TOLD = 50;

/** Of each kind (what is wrong, and in which column) at least one is told. */
export function createFindingList<Finding extends FormFlaw | FormNote>(): FindingList<Finding> {
  const told: Finding[] = [];
  const kinds = new Map<string, { readonly first: Finding; more: number }>();
  let count = 0;
  return {
    add: (...findings) => {
      for (const finding of findings) add(finding);
    },
    count: () => count,
    list,
  };

  function add(finding: Finding): void {
    count++;
    const key = `${finding.code} ${finding.cell?.replace(/\d+$/, '')}`;
    const kind = kinds.get(key);
    if (kind && told.length >= MOST_TOLD) {
      kind.more++;
      return;
    }
    if (!kind) kinds.set(key, { first: finding, more: 0 });
    told.push(finding);
  }

  function list(): readonly Finding[] {
    const rest = [...kinds.values()].filter(({ more }) => more > 0);
    return [...told, ...rest.map(({ first, more }) => ({ ...first, more }))];
  }
}

/** How many there are, those that are only counted included. */
export const countFindings = (findings: readonly (FormFlaw | FormNote)[]): number =>
  findings.reduce((sum, { more = 1 }) => sum + more, 0);
