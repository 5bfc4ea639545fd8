import { isIP } from 'node:net';
import { findUnseen } from '../../core/text/unseen-text.ts';
import { parseBitRate } from '../../core/time/units.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { FieldFormat } from './columns.ts';
import { IS_SEEN, SECRET_REFERENCE, SLUG } from './values.ts';

/** Formats of single CSV fields. Their inverses live in `render-fields.ts`. */

export const text: FieldFormat<string> = {
  expected: IS_SEEN,
  parse: (field) => (findUnseen(field) === undefined ? field : undefined),
};

export const slugField: FieldFormat<string> = {
  expected: 'a name of lower-case letters, digits and dashes',
  parse: (field) => (SLUG.test(field) ? field : undefined),
};

export const instant: FieldFormat<number> = {
  expected: 'a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00',
  parse: (field, zone) => zone.parseInstantMs(field),
};

export function oneOf<const Value extends string>(values: readonly Value[]): FieldFormat<Value> {
  return {
    expected: `one of ${values.join(', ')}`,
    parse: (field) => values.find((value) => value === field),
  };
}

export function wholeNumber(min: number, max: number): FieldFormat<number> {
  return {
    expected: `a whole number from ${min} to ${max}`,
    parse: (field) => (/^\d+$/.test(field) ? within(Number(field), min, max) : undefined),
  };
}

/** A decimal point, or the comma that spreadsheets write in Vietnamese and most European locales. */
export function decimal(min: number, max: number): FieldFormat<number> {
  return {
    expected: `a number from ${min} to ${max}`,
    parse: (field) =>
      /^-?\d+([.,]\d+)?(e-\d+)?$/.test(field) ? within(Number(field.replace(',', '.')), min, max) : undefined,
  };
}

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

/** Values separated by `|`. */
export function listOf<Value>(format: FieldFormat<Value>): FieldFormat<readonly Value[]> {
  return alikeOnce({
    expected: `${format.expected}, several separated by |`,
    parse: (field, zone) => {
      if (!field.includes('|')) return allOrNone([format.parse(field, zone)]);
      return allOrNone(field.split('|').map((part) => format.parse(part.trim(), zone)));
    },
  });
}

const MOST_REMEMBERED = 16_384;

/** Thousands of switches have the same ports, and all cameras of a street the same way to them: each list is read once. */
function alikeOnce<Value extends object>({ parse, ...format }: FieldFormat<Value>): FieldFormat<Value> {
  const known = new Map<string, Value>();
  let zoneOfKnown: Zone | undefined;
  return {
    ...format,
    parse: (field, zone) => {
      if (zone !== zoneOfKnown || known.size >= MOST_REMEMBERED) known.clear();
      zoneOfKnown = zone;
      const value = known.get(field) ?? parse(field, zone);
      if (value) known.set(field, Object.freeze(value));
      return value;
    },
  };
}

function allOrNone<Value>(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const read: Value[] = [];
  for (const value of values) {
    if (value === undefined) return undefined;
    read.push(value);
  }
  return read;
}

export const nameInList: FieldFormat<string> = {
  expected: 'a name',
  parse: (field) => (field === '' ? undefined : field),
};

export const address: FieldFormat<string> = {
  expected: 'an IPv4 or IPv6 address or a host name',
  parse: readAddress,
};

/** What may stand on the command line or the input of a program that pings: no option, no line end. */
export function readAddress(text: string): string | undefined {
  if (isIP(text) > 0) return text.toLowerCase();
  // A name whose last label is a number is a mistyped address: 10.0.0.256, 10.0.1.
  return HOST_NAME.test(text) && text.length <= 253 && !/(^|\.)\d+$/.test(text)
    ? text.toLowerCase()
    : undefined;
}
const HOST_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const credentialsReference: FieldFormat<string> = {
  expected: 'a reference such as env:NAME, file:/path or credential:NAME, never the secret itself',
  parse: (field) => (SECRET_REFERENCE.test(field) ? field : undefined),
  isSecret: true,
};

/** As RFC 7469 and curl have it: the SHA-256 of the key, in base64. */
export const tlsPin: FieldFormat<string> = {
  expected: 'a key such as sha256// and 44 signs of base64',
  // The last of 32 bytes leaves two bits of the last sign unused.
  parse: (field) => (/^sha256\/\/[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(field) ? field : undefined),
};

export const capacity: FieldFormat<number> = {
  expected: 'a capacity such as 100Mbit/s',
  parse: (field) => parseBitRate(field),
};

type Member = `${'device' | 'link'}:${string}`;

const member: FieldFormat<Member> = {
  expected: 'device:ID or link:ID',
  parse: (field) => {
    const id = field.slice(field.indexOf(':') + 1);
    if (!SLUG.test(id)) return undefined;
    if (field === `device:${id}`) return `device:${id}`;
    return field === `link:${id}` ? `link:${id}` : undefined;
  },
};

/** `link:a+device:sw-1|link:b`: paths separated by `|`, the members of a path in series joined by `+`. */
export const upstreams: FieldFormat<readonly (readonly Member[])[]> = alikeOnce({
  expected: 'paths such as link:l-1+device:sw-1|link:l-2',
  parse: (field, zone) => {
    const paths = field
      .split('|')
      .map((path) => path.split('+').map((part) => member.parse(part.trim(), zone)));
    return allOrNone(paths.map(allOrNone));
  },
});

export const channelOf: FieldFormat<{ readonly recorder: string; readonly channel: number }> = {
  expected: 'a channel of a recorder such as nvr-1#4',
  parse: (field) => {
    const [, recorder = '', channel] = /^([^#]+)#(\d{1,4})$/.exec(field) ?? [];
    return SLUG.test(recorder) ? { recorder, channel: Number(channel) } : undefined;
  },
};

export const interfaceOf: FieldFormat<{ readonly device: string; readonly name: string }> = {
  expected: 'an interface of a device such as sw-1#ge-0/0/1',
  parse: (field) => {
    const [, device = '', name = ''] = /^([^#]+)#(.+)$/.exec(field) ?? [];
    return SLUG.test(device) && name !== '' ? { device, name } : undefined;
  },
};

export const nearEnd: FieldFormat<'core' | `device:${string}`> = {
  expected: 'core or device:ID',
  parse: (field) => {
    if (field === 'core') return 'core';
    const id = field.slice('device:'.length);
    return field.startsWith('device:') && SLUG.test(id) ? `device:${id}` : undefined;
  },
};

export const farEnd: FieldFormat<`${'device' | 'site'}:${string}`> = {
  expected: 'device:ID or site:ID',
  parse: (field) => {
    const id = field.slice(field.indexOf(':') + 1);
    if (!SLUG.test(id)) return undefined;
    if (field === `device:${id}`) return `device:${id}`;
    return field === `site:${id}` ? `site:${id}` : undefined;
  },
};
