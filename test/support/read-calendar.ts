/** One component of iCalendar (RFC 5545), as a program reads it: properties with their parameters, and components within. */
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly within: readonly Component[];
}

export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface ReadEvent {
  readonly uid: string;
  readonly status: string;
  readonly summary: string;
  readonly description?: string;
  readonly url?: string;
  readonly startMs: number;
  readonly endMs?: number;
  readonly isAllDay: boolean;
}

/** @throws where a line is longer than 75 octets or does not end in CRLF, a component is not closed, or an event has no UID, stamp or start */
export function readCalendar(text: string): { readonly name: string; readonly events: readonly ReadEvent[] } {
  const calendar = readComponents(text);
  if (calendar.name !== 'VCALENDAR') throw new Error(`expected VCALENDAR, got ${calendar.name}`);
  if (propertyOf(calendar, 'VERSION') !== '2.0' || propertyOf(calendar, 'PRODID') === undefined)
    throw new Error('expected VERSION 2.0 and a PRODID');
  const events = calendar.within.filter(({ name }) => name === 'VEVENT');
  return {
    name: propertyOf(calendar, 'X-WR-CALNAME') ?? '',
    events: events.map((one) => eventOf(one, calendar)),
  };
}

function readComponents(text: string): Component {
  if (/(^|[^\r])\n/.test(text)) throw new Error('expected every line to end in CRLF');
  const folded = text.replace(/\r\n$/, '').split('\r\n');
  const tooLong = folded.find((line) => Buffer.byteLength(line) > 75);
  if (tooLong !== undefined) throw new Error(`expected at most 75 octets: ${tooLong}`);
  const open: { name: string; properties: Property[]; within: Component[] }[] = [];
  let root: Component | undefined;
  for (const line of text
    .replaceAll(/\r\n[ \t]/g, '')
    .replace(/\r\n$/, '')
    .split('\r\n')) {
    const property = readProperty(line);
    if (property.name === 'BEGIN') {
      open.push({ name: property.value, properties: [], within: [] });
    } else if (property.name === 'END') {
      const ended = open.pop();
      if (ended?.name !== property.value) throw new Error(`END:${property.value} ends ${ended?.name}`);
      const parent = open.at(-1);
      if (parent) parent.within.push(ended);
      else root = ended;
    } else {
      const current = open.at(-1);
      if (!current) throw new Error(`${line} stands in no component`);
      current.properties.push(property);
    }
  }
  if (!root || open.length > 0) throw new Error('a component is not closed');
  return root;
}

function readProperty(line: string): Property {
  const groups = /^(?<name>[A-Z0-9-]+)(?<parameters>(;[A-Z0-9-]+=("[^"]*"|[^";:,]*))*):(?<value>.*)$/s.exec(
    line,
  )?.groups;
  if (!groups) throw new Error(`expected a property, got ${line}`);
  const parameters = (groups.parameters ?? '')
    .split(';')
    .slice(1)
    .map((one) => one.split('='));
  return { name: groups.name ?? '', parameters: Object.fromEntries(parameters), value: groups.value ?? '' };
}

function eventOf(event: Component, calendar: Component): ReadEvent {
  const find = (name: string) => event.properties.find((one) => one.name === name);
  const [uid, stamp, start, end] = [find('UID'), find('DTSTAMP'), find('DTSTART'), find('DTEND')];
  if (!uid || !stamp || !start) throw new Error('expected UID, DTSTAMP and DTSTART');
  if (!/^\d{8}T\d{6}Z$/.test(stamp.value)) throw new Error(`expected DTSTAMP in UTC, got ${stamp.value}`);
  const [description, url] = [find('DESCRIPTION'), find('URL')];
  return {
    uid: uid.value,
    status: find('STATUS')?.value ?? '',
    summary: unescapeText(find('SUMMARY')?.value ?? ''),
    ...(description && { description: unescapeText(description.value) }),
    ...(url && { url: url.value }),
    startMs: timeOf(start, calendar),
    ...(end && { endMs: timeOf(end, calendar) }),
    isAllDay: start.parameters.VALUE === 'DATE',
  };
}

function timeOf({ name, parameters, value }: Property, { within }: Component): number {
  const groups = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value);
  if (!groups) throw new Error(`${name}: expected a date or a time, got ${value}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups
    .slice(1, 7)
    .map((one) => Number(one ?? 0));
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  if (groups[7] === 'Z' || parameters.VALUE === 'DATE') return wallMs;
  const zone = within.find((one) => one.name === 'VTIMEZONE' && propertyOf(one, 'TZID') === parameters.TZID);
  const [standard] = zone?.within ?? [];
  const offset = /^([+-])(\d\d)(\d\d)$/.exec((standard && propertyOf(standard, 'TZOFFSETTO')) ?? '');
  if (!offset) throw new Error(`${name}: no zone says what ${parameters.TZID} is: nobody knows when that is`);
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return wallMs - (offset[1] === '-' ? -1 : 1) * minutes * 60_000;
}

const propertyOf = ({ properties }: Component, name: string): string | undefined =>
  properties.find((one) => one.name === name)?.value;

const unescapeText = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_all, character) => (character === 'n' || character === 'N' ? '\n' : character));
