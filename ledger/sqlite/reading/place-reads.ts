import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import type { NamedPlace, PlaceReads } from '../../record/places.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';

export function createPlaceReads(database: SqlDatabase): PlaceReads {
  const read = (kind: 'device' | 'link', ids: readonly string[] | undefined, knownMs: number | undefined) => {
    const filter = createFilter();
    filter.add('kind = ?', kind);
    filter.add(`id ${IN_LIST}`, listOf(ids));
    filter.add('recorded_ms < ?', knownMs);
    const sql = `SELECT ${COLUMNS} FROM revision ${filter.where()} ORDER BY seq`;
    return select(database, sql, filter.values).map(parsePlace);
  };
  return {
    *namedPlaces({ entities, recordedBeforeMs } = {}) {
      for (const kind of ['device', 'link'] as const) {
        const ids = entities?.flatMap((entity) => {
          const parsed = parseEntity(entity);
          return parsed?.kind === kind ? [parsed.id] : [];
        });
        if (ids?.length !== 0) yield* read(kind, ids, recordedBeforeMs);
      }
    },
  };
}

const COLUMNS = `seq, kind, id, from_ms, recorded_ms, json_extract(body, '$.site') AS site,
  json_extract(body, '$.channelOf.recorder') AS recorder, json_extract(body, '$.far') AS far,
  json_extract(body, '$.interface.device') AS port`;

function parsePlace(row: SqlRow): NamedPlace {
  const [end, endId] = optionalTextOf(row, 'far')?.split(':', 2) ?? [];
  const port = optionalTextOf(row, 'port');
  const site = optionalTextOf(row, 'site') ?? (end === 'site' && port === undefined ? endId : undefined);
  const device = optionalTextOf(row, 'recorder') ?? port ?? (end === 'device' ? endId : undefined);
  return {
    entity: entityOf(textOf(row, 'kind'), textOf(row, 'id')),
    seq: integerOf(row, 'seq'),
    fromMs: integerOf(row, 'from_ms'),
    recordedMs: integerOf(row, 'recorded_ms'),
    ...(site === undefined ? {} : { site }),
    ...(device === undefined ? {} : { device }),
  };
}

const entityOf = (kind: string, id: string): Entity => (kind === 'device' ? `device:${id}` : `link:${id}`);
