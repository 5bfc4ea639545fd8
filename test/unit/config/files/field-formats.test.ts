import { describe, expect, test } from 'vitest';
import type { FieldFormat } from '#config/files/columns.ts';
import {
  address,
  capacity,
  channelOf,
  credentialsReference,
  decimal,
  farEnd,
  interfaceOf,
  nearEnd,
  text,
  tlsPin,
  upstreams,
  wholeNumber,
} from '#config/files/field-formats.ts';
import { createZone } from '#core/time/zone.ts';
import { SELF_SIGNED_PIN } from '#test/support/tls.ts';

const zone = createZone('Asia/Ho_Chi_Minh');

describe('formats of fields', () => {
  test.each<[string, FieldFormat<unknown>, string, unknown]>([
    ['address', address, '10.0.0.1', '10.0.0.1'],
    ['address', address, '2001:DB8::1', '2001:db8::1'],
    ['address', address, 'Cam-1.example.vn', 'cam-1.example.vn'],
    ['address', address, '10.0.0.256', undefined],
    ['address', address, '10.0.1', undefined],
    ['address', address, '010.0.0.1', undefined],
    ['address', address, '10.0.0.1:554', undefined],
    ['address', address, 'http://cam', undefined],
    ['address', address, '-cam', undefined],
    ['text', text, 'Cổng số 1 – Nút giao', 'Cổng số 1 – Nút giao'],
    ['text', text, 'Cổng\u202E1', undefined],
    ['text', text, 'Cổng\n1', undefined],
    ['decimal', decimal(0, 360), '12,5', 12.5],
    ['decimal', decimal(0, 360), '1.234,5', undefined],
    ['decimal', decimal(0, 360), '360.1', undefined],
    ['decimal', decimal(-180, 180), '-1e-7', -1e-7],
    ['whole number', wholeNumber(1, 5), '05', 5],
    ['whole number', wholeNumber(1, 5), '0', undefined],
    ['whole number', wholeNumber(1, 5), '1.0', undefined],
    ['credentials', credentialsReference, 'env:CAM_1', 'env:CAM_1'],
    ['credentials', credentialsReference, 'admin:admin', undefined],
    ['tls_pin', tlsPin, SELF_SIGNED_PIN, SELF_SIGNED_PIN],
    ['tls_pin', tlsPin, SELF_SIGNED_PIN.slice('sha256//'.length), undefined],
    ['tls_pin', tlsPin, `sha256//${'ab'.repeat(32)}`, undefined],
    ['tls_pin', tlsPin, SELF_SIGNED_PIN.replace('ck=', 'cl='), undefined],
    ['capacity', capacity, '100Mbit/s', 100e6],
    ['capacity', capacity, '100', undefined],
    ['upstreams', upstreams, 'link:a+device:b|link:c', [['link:a', 'device:b'], ['link:c']]],
    ['upstreams', upstreams, 'link:a | link:b', [['link:a'], ['link:b']]],
    ['upstreams', upstreams, 'a', undefined],
    ['upstreams', upstreams, 'link:a|', undefined],
    ['upstreams', upstreams, 'site:a', undefined],
    ['channel', channelOf, 'nvr-1#4', { recorder: 'nvr-1', channel: 4 }],
    ['channel', channelOf, 'nvr-1', undefined],
    ['interface', interfaceOf, 'sw-1#ge-0/0/1', { device: 'sw-1', name: 'ge-0/0/1' }],
    ['interface', interfaceOf, 'sw-1#Port #3', { device: 'sw-1', name: 'Port #3' }],
    ['interface', interfaceOf, 'sw-1#', undefined],
    ['near end', nearEnd, 'core', 'core'],
    ['near end', nearEnd, 'device:sw-1', 'device:sw-1'],
    ['near end', nearEnd, 'site:pole', undefined],
    ['far end', farEnd, 'site:pole', 'site:pole'],
    ['far end', farEnd, 'core', undefined],
  ])('read %s', (_name, format, field, expected) => {
    expect(format.parse(field, zone)).toEqual(expected);
  });
});
