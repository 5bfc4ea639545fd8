import { DEVICE_KINDS, type Device } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Zone } from '../../core/time/zone.ts';
import { optional, required } from '../files/columns.ts';
import type { CsvTableFormat, Row } from '../files/csv-table-format.ts';
import {
  address,
  channelOf,
  credentialsReference,
  decimal,
  instant,
  interfaceOf,
  listOf,
  nameInList,
  oneOf,
  slugField,
  text,
  tlsPin,
  upstreams,
  wholeNumber,
} from '../files/field-formats.ts';
import { UNDETERMINED } from './handover-table.ts';
import { LIFECYCLE_COLUMNS, parseLifecycle } from './parse-lifecycle.ts';

export const DEVICE_COLUMNS = {
  id: required('id', slugField, 'Stable identity; survives new hardware, moves and new addresses.'),
  name: required('name', text, 'Name for people.'),
  kind: required('kind', oneOf(DEVICE_KINDS), 'What it is.'),
  site: required('site', slugField, 'Where it hangs, an id of sites.csv.'),
  class: optional('class', oneOf(['fixed', 'ptz']), 'Of a camera: whether it can turn.'),
  maker: optional('maker', text, 'Who made it.'),
  model: optional('model', text, "The maker's name of the model."),
  serial: optional('serial', text, 'Serial number of the hardware in place now.'),
  direction: optional('direction', decimal(0, 360), 'Where it looks, in degrees from north, clockwise.'),
  agency: optional(
    'agency',
    slugField,
    'Who owns and runs it, an id of agencies.yaml; empty or `undetermined` where that is open.',
  ),
  contractor: optional('contractor', slugField, 'Who keeps it working, an id of contractors.yaml.'),
  programme: optional('programme', slugField, 'What it was bought under, an id of programmes.yaml.'),
  contracts: optional('contracts', listOf(slugField), 'Ids of contracts.yaml.'),
  funding: optional('funding', text, 'Who paid for it.'),
  ...LIFECYCLE_COLUMNS,
  certificate: optional('certificate', text, 'Number of its conformity certificate (QCVN).'),
  certificate_until: optional('certificate_until', instant, 'From when that certificate is no longer valid.'),
  security_level: optional(
    'security_level',
    wholeNumber(1, 5),
    'Level of information security by Decree 331/2026, 1 to 5; a level set before 1 July 2026 was one by Decree 85/2016, which ended then.',
  ),
  upstreams: optional(
    'upstreams',
    upstreams,
    'Ways to it: paths separated by `|`, members of a path joined by `+`; empty where it hangs on nothing.',
  ),
  profile: required('profile', slugField, 'How it is probed, a profile of camwatch.yaml.'),
  address: optional(
    'address',
    address,
    'Where it is reached; several devices may share one, told apart by port.',
  ),
  port: optional('port', wholeNumber(1, 65_535), 'Port of the address that leads to this device.'),
  channel_of: optional('channel_of', channelOf, 'Where it is reached only through a recorder.'),
  interfaces: optional(
    'interfaces',
    listOf(nameInList),
    'Names of its interfaces, where they are known: links may name only these.',
  ),
  credentials: optional('credentials', credentialsReference, 'Where its password is kept.'),
  min_firmware: optional('min_firmware', text, 'Older firmware than this is a finding.'),
  tls_pin: optional(
    'tls_pin',
    listOf(tlsPin),
    'Keys that it may show by TLS, as `camwatch probe` prints them; whoever shows another is not asked. See docs/credentials.md.',
  ),
  attached: optional(
    'attached',
    interfaceOf,
    'The port of the switch it hangs on: a witness of its traffic and of the power it draws.',
  ),
} as const;

/** The rows of devices.csv; dates in problems are written in the city's time zone. */
export function deviceTable(zone: Zone): CsvTableFormat<Device> {
  return {
    columns: DEVICE_COLUMNS,
    idColumn: DEVICE_COLUMNS.id,
    parseRow: (row) => parseDevice(row, zone),
  };
}

const NONE: readonly never[] = Object.freeze([]);

function parseDevice(row: Row, zone: Zone): Device | undefined {
  const id = row.read(DEVICE_COLUMNS.id);
  const name = row.read(DEVICE_COLUMNS.name);
  const kind = row.read(DEVICE_COLUMNS.kind);
  const site = row.read(DEVICE_COLUMNS.site);
  const profile = row.read(DEVICE_COLUMNS.profile);
  const cameraClass = row.read(DEVICE_COLUMNS.class);
  const agency = row.read(DEVICE_COLUMNS.agency);
  const rest = {
    maker: row.read(DEVICE_COLUMNS.maker),
    model: row.read(DEVICE_COLUMNS.model),
    serial: row.read(DEVICE_COLUMNS.serial),
    directionDegrees: row.read(DEVICE_COLUMNS.direction),
    agency: agency === UNDETERMINED ? undefined : agency,
    contractor: row.read(DEVICE_COLUMNS.contractor),
    programme: row.read(DEVICE_COLUMNS.programme),
    contracts: row.read(DEVICE_COLUMNS.contracts) ?? NONE,
    funding: row.read(DEVICE_COLUMNS.funding),
    lifecycle: parseLifecycle(row, zone),
    certificate: readCertificate(row),
    securityLevel: row.read(DEVICE_COLUMNS.security_level),
    upstreams: row.read(DEVICE_COLUMNS.upstreams) ?? NONE,
    address: row.read(DEVICE_COLUMNS.address),
    port: row.read(DEVICE_COLUMNS.port),
    channelOf: row.read(DEVICE_COLUMNS.channel_of),
    interfaces: row.read(DEVICE_COLUMNS.interfaces) ?? NONE,
    credentials: row.read(DEVICE_COLUMNS.credentials),
    minFirmware: row.read(DEVICE_COLUMNS.min_firmware),
    tlsPins: row.read(DEVICE_COLUMNS.tls_pin),
    attachedTo: row.read(DEVICE_COLUMNS.attached),
  };
  if (cameraClass !== undefined && kind !== undefined && kind !== 'camera') {
    row.refuse(DEVICE_COLUMNS.class, `expected nothing for a ${kind}, got ${JSON.stringify(cameraClass)}`);
  }
  if (rest.port !== undefined && !row.has(DEVICE_COLUMNS.address)) {
    row.refuse(DEVICE_COLUMNS.address, `expected an address for port ${rest.port}, got nothing`);
  }
  if (!id || !name || !kind || !site || !profile) return undefined;
  return omitUndefined({ id, name, kind, site, profile, cameraClass, ...rest });
}

function readCertificate(row: Row): Device['certificate'] {
  const number = row.read(DEVICE_COLUMNS.certificate);
  const validToMs = row.read(DEVICE_COLUMNS.certificate_until);
  if (number !== undefined) return omitUndefined({ number, validToMs });
  if (validToMs !== undefined) {
    row.refuse(DEVICE_COLUMNS.certificate, 'expected the number of the certificate, got only its last day');
  }
  return undefined;
}
