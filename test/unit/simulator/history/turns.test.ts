import { describe, expect, test } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { buildNetwork } from '#simulator/history/network.ts';
import { applyTurn, isWell } from '#simulator/history/turns.ts';
import { SLOW_PROFILES, WATCHED_SINCE_MS, watched } from '../../../support/history.ts';
import { device, inventoryOf, link } from '../../../support/inventory.ts';

function networkOf(inventory: Pick<Inventory, 'devices' | 'links' | 'sites'>) {
  const { members } = buildNetwork({ inventory, profiles: SLOW_PROFILES, atMs: WATCHED_SINCE_MS + 1 });
  const find = (entity: `device:${string}` | `link:${string}`) => {
    const member = members.get(entity);
    if (!member) throw new Error(`expected ${entity}`);
    return member;
  };
  const apply = (
    entity: `device:${string}` | `link:${string}`,
    what: 'break' | 'mend' | 'darken' | 'light' | 'unwatch',
  ) => applyTurn({ atMs: 0, member: find(entity), what }).map((member) => member.entity);
  return { find, apply };
}

const CITY = watched(
  inventoryOf({
    devices: [
      device({ id: 'router', kind: 'router', upstreams: [['link:a'], ['link:b']] }),
      device({ id: 'switch', kind: 'switch', upstreams: [['link:c']] }),
      device({ id: 'cam', upstreams: [['device:switch']] }),
    ],
    links: [
      link({ id: 'a', far: 'device:router' }),
      link({ id: 'b', far: 'device:router' }),
      link({ id: 'c', near: 'device:router', far: 'device:switch' }),
    ],
  }),
);

describe('what stands behind', () => {
  test('a cut line takes everything behind it along, as far down as it goes', () => {
    const { find, apply } = networkOf(CITY);

    const touched = apply('link:c', 'break');

    expect(touched).toEqual(['link:c', 'device:switch', 'device:cam']);
    expect(isWell(find('device:cam'))).toBe(false);
    expect(find('device:cam').brokenBy).toBe(0);
  });

  test('of redundant lines both must be cut', () => {
    const { find, apply } = networkOf(CITY);

    expect(apply('link:a', 'break')).toEqual(['link:a']);
    expect(isWell(find('device:router'))).toBe(true);

    expect(apply('link:b', 'break')).toEqual([
      'link:b',
      'device:router',
      'link:c',
      'device:switch',
      'device:cam',
    ]);
    expect(apply('link:a', 'mend')).toEqual([
      'link:a',
      'device:router',
      'link:c',
      'device:switch',
      'device:cam',
    ]);
    expect(isWell(find('device:cam'))).toBe(true);
  });

  test('two faults at a time must both end', () => {
    const { find, apply } = networkOf(CITY);
    apply('device:switch', 'break');
    apply('device:switch', 'darken');

    apply('device:switch', 'mend');
    expect(isWell(find('device:cam'))).toBe(false);

    apply('device:switch', 'light');
    expect(isWell(find('device:cam'))).toBe(true);
  });

  test('a line is watched as long as a device hangs on it that is', () => {
    const { find, apply } = networkOf(CITY);

    expect(apply('device:cam', 'unwatch')).toEqual(['device:cam']);
    expect(find('link:c').watchedBy).toBe(1);

    expect(apply('device:switch', 'unwatch')).toEqual(['device:switch', 'link:c']);
    expect(find('link:c').watchedBy).toBe(0);
  });
});
