import type { StatementContext } from '../../contracts/actions/statements/statement-context.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { type Versions, valueAt } from '../../core/time/versions.ts';
import { readEntityNames } from '../../ledger/history/entity-names.ts';
import { readEntityPlaces } from '../../ledger/history/entity-places.ts';
import type { StatementInput } from './statement-input.ts';

type Names = StatementInput['names'];
type OnRecord = Pick<StatementContext, 'history' | 'reader' | 'nowMs'>;

/** What a statement names, as it was called at the end of the period. */
export function namesOfStatement(
  statements: OnRecord,
  { contract, period, figures, dossier }: StatementDocument,
): Names {
  const atMs = period.toMs - 1;
  const { history } = statements;
  const told = [
    ...figures.parts.flatMap(({ entities, aggregate }) => [
      ...entities.map(({ entity }) => entity),
      ...Object.keys(aggregate.othersByOwner),
    ]),
    ...(dossier?.answering.map(({ owner }) => owner) ?? []),
    ...(figures.incidents?.rows.map(({ root }) => root) ?? []),
  ];
  const agency = contract.agency && valueAt(history.agencies.get(contract.agency), atMs)?.name;
  const contractor = valueAt(history.contractors.get(contract.contractor), atMs)?.name;
  return {
    ...(agency && { agency }),
    ...(contractor && { contractor }),
    ...namesOnRecord(statements, told, atMs),
  };
}

/** Of devices and lines, with their places, and of all parties; none of what is at a secret site. */
export function namesOnRecord(
  { history, reader, nowMs }: OnRecord,
  told: readonly string[],
  atMs: number,
): Required<Pick<Names, 'entities' | 'places' | 'parties'>> {
  const at = { atMs, recordedBeforeMs: nowMs };
  const entities = readEntityNames(reader, [...new Set(told)], at);
  return {
    entities,
    places: readEntityPlaces(reader, entities, at),
    parties: new Map([
      ...namesOf('agency', history.agencies, atMs),
      ...namesOf('contractor', history.contractors, atMs),
    ]),
  };
}

const namesOf = (
  kind: 'agency' | 'contractor',
  parties: ReadonlyMap<string, Versions<{ readonly name: string }>>,
  atMs: number,
): readonly (readonly [string, string])[] =>
  [...parties].flatMap(([id, versions]) => {
    const name = valueAt(versions, atMs)?.name;
    return name === undefined ? [] : [[`${kind}:${id}`, name] as const];
  });
