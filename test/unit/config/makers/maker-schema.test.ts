import { describe, expect, test } from 'vitest';
import { parseYaml, parseYamlValue } from '#config/files/yaml-file.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';

const problemsOf = (yaml: string) => {
  const parsed = parseYaml('acme.yaml', `id: acme\nname: Acme\n${yaml}`);
  return parseYamlValue(parsed, parsed.value, MakerProfile).problems.map(
    ({ line, col, path, message }) => `${line}:${col} ${path}: ${message}`,
  );
};

describe('MakerProfile', () => {
  test('needs no more than an id and a name', () => {
    expect(MakerProfile.parse({ id: 'acme', name: 'Acme' })).toMatchObject({
      identity: { model: [], serial: [], firmware: [], name: [] },
      disks: [],
      logins: [],
      rtspPath: undefined,
    });
  });

  test('never prints a default password', () => {
    const { logins } = MakerProfile.parse({
      id: 'acme',
      name: 'Acme',
      logins: [{ user: 'admin', password: 'hunter22' }],
    });

    expect(JSON.stringify(logins)).toBe('[{"user":"admin","password":"[redacted]"}]');
    expect(logins[0]?.password.reveal()).toBe('hunter22');
  });

  test.each([
    ['colour: red', '3:1 colour: expected a known key, got "colour"'],
    [
      'recognise: {object_ids: [cisco]}',
      '3:26 recognise.object_ids[0]: expected an OID in digits, such as 1.3.6.1.2.1.1.5.0, got "cisco"',
    ],
    [
      "recognise: {descriptions: ['(']}",
      '3:28 recognise.descriptions[0]: expected a regular expression (Invalid regular expression: /(/u: Unterminated group), got "("',
    ],
    [
      "recognise: {descriptions: ['^(a+)+$']}",
      '3:28 recognise.descriptions[0]: expected a regular expression without a repeated group of repeats or alternatives, got "^(a+)+$"',
    ],
    [
      "recognise: {descriptions: ['^((?:a|a)*)+$']}",
      '3:28 recognise.descriptions[0]: expected a regular expression without a repeated group of repeats or alternatives, got "^((?:a|a)*)+$"',
    ],
    [
      'disks: [{state: {oid: 1.3.6.1.*, map: {0: fine}}}]',
      '3:43 disks[0].state.map.0: expected one of ok, full, failed, missing, unknown, got "fine"',
    ],
    [
      'disks: [{name: 1.3.6.1.*, size: 1.3.6.2}]',
      '3:9 disks[0]: expected at least one OID, and * in all of them or in none, got keys with values',
    ],
    [
      'sensors: [{name: cpu, quantity: load, value: 1.3.6.1}]',
      '3:33 sensors[0].quantity: expected one of celsius, volts, amperes, watts, percent, rpm, dbm, hertz, got "load"',
    ],
    [
      'identity: {model: 1.3.6.1.4.1.x.0}',
      '3:19 identity.model: expected an OID in digits, with * for the index of a row, got "1.3.6.1.4.1.x.0"',
    ],
    [
      'identity: {model: [1.3.6.1.2, 1.3.x]}',
      '3:31 identity.model[1]: expected an OID in digits, with * for the index of a row, got "1.3.x"',
    ],
    [
      "identity: {firmware: {oid: 1.3.6.1.2, pattern: '('}}",
      '3:48 identity.firmware.pattern: expected a regular expression (Invalid regular expression: /(/u: Unterminated group), got "("',
    ],
    [
      'identity: {firmware: {pattern: x}}',
      '3:22 identity.firmware.oid: expected an OID in digits, with * for the index of a row, got nothing',
    ],
    ['poe_ports: {oid: 1.3.6.1.*, units: mW}', '3:29 poe_ports.units: expected a known key, got "units"'],
    ['poe_ports: 7', '3:12 poe_ports: expected an OID in digits, or keys with oid, got 7'],
    [
      'identity: {serial: 7}',
      '3:20 identity.serial: expected an OID in digits, keys with oid, or a list of them, got 7',
    ],
    [
      'poe_ports: {oid: 1.3.6.1, absent: [true]}',
      '3:36 poe_ports.absent[0]: expected a text or a number, got true',
    ],
    [
      'identity: {serial: [{oid: 1.3.6.1, pattern: x, scale: 2}]}',
      '3:48 identity.serial[0].scale: expected a known key, got "scale"',
    ],
    ['rtsp: {path: stream1}', '3:14 rtsp.path: expected a path such as /stream1, got "stream1"'],
  ])('says where %s is wrong', (yaml, expected) => {
    expect(problemsOf(yaml)).toEqual([expected]);
  });
});
