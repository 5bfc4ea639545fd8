import { describe, expect, test } from 'vitest';
import { parseDeviceTime } from '#collector/onvif/device-time.ts';
import { child, parseEnvelope } from '#collector/onvif/xml.ts';

const date = (name: string, text: string) => {
  const [year, month, day, hour, minute, second] = text.split(/[-T:]/);
  return (
    `<${name}><t:Time><t:Hour>${hour}</t:Hour><t:Minute>${minute}</t:Minute><t:Second>${second}</t:Second></t:Time>` +
    `<t:Date><t:Year>${year}</t:Year><t:Month>${month}</t:Month><t:Day>${day}</t:Day></t:Date></${name}>`
  );
};
const utc = (text: string) => date('t:UTCDateTime', text);
const local = (text: string) => date('t:LocalDateTime', text);
const zone = (text: string) => `<t:TimeZone><t:TZ>${text}</t:TZ></t:TimeZone>`;

const timeOf = (content: string, clock: 'utc' | 'local-as-utc' = 'utc') => {
  const { body } = parseEnvelope(
    `<Envelope><Body><R><SystemDateAndTime>${content}</SystemDateAndTime></R></Body></Envelope>`,
  );
  return parseDeviceTime(child(body, 'R') ?? {}, clock);
};

describe('parseDeviceTime', () => {
  test('reads UTC, and who sets it', () => {
    const atMs = Date.UTC(2026, 10, 25, 3, 4, 5);

    expect(timeOf(`<DateTimeType>NTP</DateTimeType>${utc('2026-11-25T3:04:05')}`)).toEqual({
      utcMs: atMs,
      signingMs: atMs,
      source: 'ntp',
    });
    expect(timeOf('<DateTimeType>Manual</DateTimeType>')).toEqual({ source: 'manual' });
    expect(timeOf('<DateTimeType>Wish</DateTimeType>')).toEqual({});
  });

  test('counts back from local time and zone where there is no UTC', () => {
    expect(timeOf(zone('ICT-7') + local('2026-11-25T10:00:00'))).toEqual({
      utcMs: Date.UTC(2026, 10, 25, 3),
      signingMs: Date.UTC(2026, 10, 25, 3),
    });
  });

  test('believes UTC before local time and zone', () => {
    expect(timeOf(zone('ICT-7') + utc('2026-11-25T3:00:00') + local('2026-11-25T11:00:00')).utcMs).toBe(
      Date.UTC(2026, 10, 25, 3),
    );
  });

  test('signs with a local time without a zone, and tells no offset from it', () => {
    expect(timeOf(local('2026-11-25T10:00:00'))).toEqual({ signingMs: Date.UTC(2026, 10, 25, 10) });
  });

  test('corrects a maker who calls local time UTC, and signs with what the device believes', () => {
    expect(timeOf(zone('ICT-7') + utc('2026-11-25T10:00:00'), 'local-as-utc')).toEqual({
      utcMs: Date.UTC(2026, 10, 25, 3),
      signingMs: Date.UTC(2026, 10, 25, 10),
    });
  });

  test('takes a clock that lost its battery for what it says', () => {
    expect(timeOf(utc('1970-1-1T0:00:07')).utcMs).toBe(7_000);
  });

  test.each([
    '2026-13-01T00:00:00',
    '2026-00-01T00:00:00',
    '2026-02-31T00:00:00',
    '2026-02-00T00:00:00',
    '2026-11-25T24:00:00',
    '2026-11-25T00:60:00',
    '2026-11-25T00:00:61',
    '2026-11-25T-1:00:00',
    '2026-11-25T1.5:00:00',
    '0-11-25T00:00:00',
    '99999-11-25T00:00:00',
    'NaN-11-25T00:00:00',
  ])('refuses the impossible date %s', (text) => {
    expect(timeOf(utc(text))).toEqual({});
  });

  test('refuses half a date', () => {
    expect(timeOf('<UTCDateTime><Date><Year>2026</Year></Date></UTCDateTime>')).toEqual({});
  });
});
