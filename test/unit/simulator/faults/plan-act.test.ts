import { describe, expect, test } from 'vitest';
import { createConsequenceFinder } from '#simulator/faults/consequences.ts';
import { planAct } from '#simulator/faults/plan-act.ts';
import { SMALL_CITY_PROFILES, smallCity } from '../../../support/small-city.ts';

const inventory = smallCity(2);
const options = {
  inventory,
  profiles: SMALL_CITY_PROFILES,
  icmpPort: undefined,
  consequencesOf: createConsequenceFinder(inventory, SMALL_CITY_PROFILES, Date.UTC(2026, 0, 1)),
};

describe('planAct', () => {
  test('a cut link takes away the addresses of everything behind it', () => {
    const { addresses, ports, down } = planAct({ kind: 'link-cut', target: 'line-1' }, options);

    expect(addresses).toEqual(['127.99.1.1', '127.99.1.2', '127.99.1.3', '127.99.1.4', '127.99.1.5']);
    expect(ports).toEqual([]);
    expect(down).toContainEqual({ entity: 'link:line-1', indicator: 'reach' });
  });

  test('a ward without power loses its devices, and the line to them is inferred down', () => {
    const { addresses, down } = planAct({ kind: 'ward-power', target: 'w2' }, options);

    expect(addresses).toEqual(['127.99.2.1', '127.99.2.2', '127.99.2.3', '127.99.2.4', '127.99.2.5']);
    expect(down.map(({ entity }) => entity)).toContain('link:line-2');
  });

  test.each(['dead-camera', 'flapping'] as const)('%s takes away one address', (kind) => {
    expect(planAct({ kind, target: 'cam-1-2' }, options)).toEqual({
      addresses: ['127.99.1.4'],
      ports: [],
      down: [{ entity: 'device:cam-1-2', indicator: 'reach' }],
    });
  });

  test('a closed port leaves the recorder within reach', () => {
    expect(planAct({ kind: 'port-closed', target: 'nvr-1' }, options)).toEqual({
      addresses: [],
      ports: [{ address: '127.99.1.2', port: 8_554 }],
      down: [{ entity: 'device:nvr-1', indicator: 'service' }],
    });
  });
});
