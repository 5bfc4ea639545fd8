import { type Link, MEDIA } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { optional, required } from '../files/columns.ts';
import type { CsvTableFormat, Row } from '../files/csv-table-format.ts';
import {
  capacity,
  farEnd,
  interfaceOf,
  listOf,
  nearEnd,
  oneOf,
  slugField,
  text,
} from '../files/field-formats.ts';

export const LINK_COLUMNS = {
  id: required('id', slugField, 'Stable identity.'),
  name: required('name', text, 'Name for people.'),
  near: required(
    'near',
    nearEnd,
    "The end nearer the collector: `device:ID`, or `core` for the collector's own network.",
  ),
  far: required('far', farEnd, 'The other end: `device:ID` or `site:ID`.'),
  medium: required('medium', oneOf(MEDIA), 'What the line is.'),
  carrier: optional('carrier', slugField, 'Who carries it, an id of contractors.yaml of kind carrier.'),
  circuit: optional('circuit', text, "The carrier's number of the circuit."),
  hotline: optional('hotline', text, 'Where to report a fault of this line.'),
  capacity: optional('capacity', capacity, 'What was ordered.'),
  contracts: optional('contracts', listOf(slugField), 'Who keeps it working, ids of contracts.yaml.'),
  interface: optional(
    'interface',
    interfaceOf,
    'Where it is measured; without one its state is inferred from its far end.',
  ),
} as const;

export const LINK_TABLE: CsvTableFormat<Link> = {
  columns: LINK_COLUMNS,
  idColumn: LINK_COLUMNS.id,
  parseRow: parseLink,
};

function parseLink(row: Row): Link | undefined {
  const id = row.read(LINK_COLUMNS.id);
  const name = row.read(LINK_COLUMNS.name);
  const near = row.read(LINK_COLUMNS.near);
  const far = row.read(LINK_COLUMNS.far);
  const medium = row.read(LINK_COLUMNS.medium);
  const rest = {
    carrier: row.read(LINK_COLUMNS.carrier),
    circuit: row.read(LINK_COLUMNS.circuit),
    hotline: row.read(LINK_COLUMNS.hotline),
    capacityBitsPerSecond: row.read(LINK_COLUMNS.capacity),
    contracts: row.read(LINK_COLUMNS.contracts) ?? [],
    interface: row.read(LINK_COLUMNS.interface),
  };
  if (!id || !name || !near || !far || !medium) return undefined;
  return omitUndefined({ id, name, near, far, medium, ...rest });
}
