import type { InputRow } from '../../record/incidents/incident-store.ts';
import { NOT_CORRECTED, OWN } from '../reading/change-reads.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { CHANGE_AS_INPUT, decisionAsInput, PERSONS, parseInputRow } from './input-reads.ts';

/** {@link InputReads.standing} */
export const readStanding = (database: SqlDatabase, throughSeq: number): IterableIterator<InputRow> =>
  select(database, SELECT_STANDING, { through: throughSeq }).map(parseInputRow);

/** `status` says how it stands now; what changed since is looked up. */
const SELECT_STANDING = `
  ${CHANGE_AS_INPUT} JOIN status ON change.seq = CASE WHEN status.seq <= :through THEN status.seq ELSE (
    SELECT earlier.seq FROM change AS earlier
    WHERE earlier.entity = status.entity AND earlier.indicator = status.indicator AND earlier.seq <= :through
      AND earlier.${OWN} AND earlier.${NOT_CORRECTED}
    ORDER BY earlier.at_ms DESC, earlier.seq DESC LIMIT 1) END
  WHERE change.state = 'down' OR (change.state = 'unknown' AND change.reason = 'switched-off')
  UNION ALL ${decisionAsInput('maintenance')} WHERE seq <= :through
  UNION ALL ${decisionAsInput('incident_step')} WHERE seq <= :through AND ${PERSONS}
    AND id IN (SELECT id FROM incident WHERE resolved_ms IS NULL)
  ORDER BY seq`;
