import { describe, expect, test } from 'vitest';
import { distinctiveObjects, recogniseMaker } from '#collector/snmp/recognise-maker.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';
import { objectId, text } from '#test/support/fake-agent.ts';

const makers = [
  { id: 'net-snmp', name: 'Net-SNMP', recognise: { object_ids: ['1.3.6.1.4.1.8072'] } },
  { id: 'acme', name: 'Acme', names: ['Acme Video Ltd'], recognise: { object_ids: ['1.3.6.1.4.1.9'] } },
  { id: 'acme-ptz', name: 'Acme', recognise: { object_ids: ['1.3.6.1.4.1.9.7'] } },
  { id: 'hidden', name: 'Hidden', recognise: { objects: ['1.3.6.1.4.1.777.1.0'] } },
  { id: 'spoken', name: 'Spoken', recognise: { descriptions: ['^Spoken '] } },
].map((written) => MakerProfile.parse(written));

const recognise = (values: Readonly<Record<string, SnmpValue>>, named?: string) =>
  recogniseMaker(makers, new Map(Object.entries(values)), named)?.id;

const withObjectId = (value: string) => ({ '1.3.6.1.2.1.1.2.0': objectId(value) });

describe('recogniseMaker', () => {
  test('goes by the longest sysObjectID that fits', () => {
    expect(recognise(withObjectId('1.3.6.1.4.1.9.5.1'))).toBe('acme');
    expect(recognise(withObjectId('1.3.6.1.4.1.9.7.1'))).toBe('acme-ptz');
  });

  test('does not take 94 for 9', () => {
    expect(recognise(withObjectId('1.3.6.1.4.1.94'))).toBeUndefined();
  });

  test('goes by an object of the maker where the sysObjectID says nothing', () => {
    expect(recognise({ '1.3.6.1.4.1.777.1.0': text('x') })).toBe('hidden');
  });

  test('goes by the description, and at last by the name in the inventory', () => {
    expect(recognise({ '1.3.6.1.2.1.1.1.0': text('Spoken Camera 3') }, 'Acme')).toBe('spoken');
    expect(recognise({}, ' acme video ltd')).toBe('acme');
    expect(recognise({}, 'Nobody')).toBeUndefined();
  });

  test('knows which objects to ask for', () => {
    expect(distinctiveObjects(makers)).toEqual(['1.3.6.1.4.1.777.1.0']);
  });
});
