import { MOST_WATCHERS, PURPOSES, SECRECIES, SITE_KINDS, type Site } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { optional, required } from '../files/columns.ts';
import type { CsvTableFormat, Row } from '../files/csv-table-format.ts';
import { decimal, oneOf, slugField, text, wholeNumber } from '../files/field-formats.ts';

export const SITE_COLUMNS = {
  id: required('id', slugField, 'Stable identity; survives renaming and moving.'),
  name: required('name', text, 'Name for people.'),
  address: optional('address', text, 'Street address.'),
  area: required('area', slugField, 'Ward or commune, an id of areas.yaml.'),
  longitude: optional('longitude', decimal(-180, 180), 'Degrees east, WGS 84.'),
  latitude: optional('latitude', decimal(-90, 90), 'Degrees north, WGS 84.'),
  kind: required('kind', oneOf(SITE_KINDS), 'What the place is.'),
  purpose: required('purpose', oneOf(PURPOSES), 'What it is watched for.'),
  cabinet: optional('cabinet', text, 'The cabinet with its power and network.'),
  duty_contact: optional('duty_contact', slugField, 'Who is on duty, an id of contacts.yaml.'),
  secrecy: optional(
    'secrecy',
    oneOf(SECRECIES),
    'Who may see it; public where empty. `restricted`: pages tell no more of the place than its ward. `secret`: it is neither shown nor counted, and has no name in InfluxDB (ADR 69).',
  ),
  zone: optional(
    'zone',
    slugField,
    'Network zone: sites that the same collectors reach. Where several collectors share a city, those of a zone share its sites; `default` where empty.',
  ),
  watchers: optional(
    'watchers',
    wholeNumber(1, MOST_WATCHERS),
    'How many collectors of its zone watch it; 1 where empty. With 2 the word of the first counts while it covers the site, that of the second where it does not, and what they disagree on is a finding ([collectors](collectors.md#two-that-watch-one-site)).',
  ),
} as const;

export const SITE_TABLE: CsvTableFormat<Site> = {
  columns: SITE_COLUMNS,
  idColumn: SITE_COLUMNS.id,
  parseRow: parseSite,
};

function parseSite(row: Row): Site | undefined {
  const id = row.read(SITE_COLUMNS.id);
  const name = row.read(SITE_COLUMNS.name);
  const area = row.read(SITE_COLUMNS.area);
  const kind = row.read(SITE_COLUMNS.kind);
  const purpose = row.read(SITE_COLUMNS.purpose);
  const longitude = row.read(SITE_COLUMNS.longitude);
  const latitude = row.read(SITE_COLUMNS.latitude);
  if (latitude !== undefined && !row.has(SITE_COLUMNS.longitude)) {
    row.refuse(SITE_COLUMNS.longitude, 'expected a longitude beside the latitude, got nothing');
  }
  if (longitude !== undefined && !row.has(SITE_COLUMNS.latitude)) {
    row.refuse(SITE_COLUMNS.latitude, 'expected a latitude beside the longitude, got nothing');
  }
  const rest = {
    address: row.read(SITE_COLUMNS.address),
    longitude,
    latitude,
    cabinet: row.read(SITE_COLUMNS.cabinet),
    dutyContact: row.read(SITE_COLUMNS.duty_contact),
    secrecy: row.read(SITE_COLUMNS.secrecy) ?? 'public',
    zone: row.read(SITE_COLUMNS.zone),
    watchers: row.read(SITE_COLUMNS.watchers),
  } as const;
  if (!id || !name || !area || !kind || !purpose) return undefined;
  return omitUndefined({ id, name, area, kind, purpose, ...rest });
}
