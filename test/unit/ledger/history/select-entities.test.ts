import { describe, expect, test } from 'vitest';
import type { Site } from '#core/domain/inventory.ts';
import type { InventoryHistory } from '#ledger/history/history.ts';
import { renderSelector, type Selector, selectEntities } from '#ledger/history/select-entities.ts';
import { hour } from '#test/support/decisions.ts';
import { device, link } from '#test/support/inventory.ts';
import { steadyHistory, turned } from '#test/support/recorded-history.ts';

const site = (id: string, area: string, cabinet?: string): Site => ({
  id,
  name: id,
  area,
  kind: 'junction',
  purpose: 'traffic',
  secrecy: 'public',
  ...(cabinet !== undefined && { cabinet }),
});
const HISTORY = steadyHistory({
  areas: ['ba-dinh', 'lang'],
  agencies: ['x', 'y'],
  sites: [site('s-1', 'ba-dinh', 'tu-1'), site('s-2', 'ba-dinh'), site('s-3', 'lang')],
  devices: [
    device({ id: 'cam-1', site: 's-1', agency: 'x' }),
    device({ id: 'cam-2', site: 's-2', agency: 'y' }),
    device({ id: 'cam-3', site: 's-3', agency: 'x' }),
    device({ id: 'rt-3', site: 's-3', kind: 'router', agency: 'x' }),
  ],
  links: [link({ id: 'l-1', far: 'site:s-1' }), link({ id: 'l-3', far: 'device:rt-3' })],
});
const WINDOW = { fromMs: hour(10), toMs: hour(12) };
const select = (selector: Selector, history: InventoryHistory = HISTORY) =>
  selectEntities(history, selector, WINDOW);

describe('selectEntities', () => {
  test.each<[Selector, readonly string[]]>([
    [{ device: ['cam-3'], link: ['l-1'] }, ['device:cam-3', 'link:l-1']],
    [{ area: ['ba-dinh'] }, ['device:cam-1', 'device:cam-2', 'link:l-1']],
    [{ area: ['lang'] }, ['device:cam-3', 'device:rt-3', 'link:l-3']],
    [{ cabinet: ['tu-1'] }, ['device:cam-1', 'link:l-1']],
    [{ agency: ['x'] }, ['device:cam-1', 'device:cam-3', 'device:rt-3', 'link:l-3']],
    [{ area: ['ba-dinh'], agency: ['x'] }, ['device:cam-1']],
    [{ site: ['s-1', 's-3'], agency: ['x'] }, ['device:cam-1', 'device:cam-3', 'device:rt-3', 'link:l-3']],
    [{ area: ['ba-dinh'], agency: ['x'], device: ['cam-3'] }, ['device:cam-1', 'device:cam-3']],
  ])('%o means %o', (selector, entities) => {
    expect(select(selector)).toEqual(entities);
  });

  test('a device counts where it stood at that time, before and after it moved', () => {
    const moved = (atMs: number): InventoryHistory => ({
      ...HISTORY,
      devices: new Map([
        ['cam-1', turned(device({ id: 'cam-1', site: 's-1' }), atMs, device({ id: 'cam-1', site: 's-3' }))],
      ]),
      links: new Map(),
    });

    expect(select({ area: ['lang'] }, moved(hour(11)))).toEqual(['device:cam-1']);
    expect(select({ area: ['ba-dinh'] }, moved(hour(11)))).toEqual(['device:cam-1']);
    expect(() => select({ area: ['lang'] }, moved(hour(12)))).toThrow(
      'found none at that time for --area lang',
    );
  });

  test.each<[Selector, string]>([
    [{ device: ['cam-9'] }, '--device: expected one that is on record, got "cam-9"; perhaps "cam-1"'],
    [{ area: ['ba-dimh'] }, '--area: expected one that is on record, got "ba-dimh"; perhaps "ba-dinh"'],
    [{ cabinet: ['tủ'] }, '--cabinet: expected one that is on record, got "tủ"'],
    [{ site: ['s-3'], agency: ['y'] }, 'found none at that time for --site s-3 --agency y'],
    [{}, 'expected devices or links, found none at that time for no selection'],
  ])('refuses %o', (selector, message) => {
    expect(() => select(selector)).toThrow(message);
  });
});

test('a selection is written as it is typed', () => {
  expect(renderSelector({ agency: ['x'], device: ['cam-1', 'cam-2'] })).toBe(
    '--device cam-1 --device cam-2 --agency x',
  );
});
