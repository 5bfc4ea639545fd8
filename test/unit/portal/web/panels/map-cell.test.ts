import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { areaState } from '#portal/web/panels/map-cell.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import type { SampleLive } from '#test/support/sample-live.ts';
import { sampleView } from '#test/support/sample-view.ts';

const shown = sampleFleet({ camerasPerArea: 4 });

const stateOfLang = (prepare?: (live: SampleLive) => void, given = shown) => {
  const counts = sampleView(prepare, given).areas.get('lang');
  return counts && areaState(counts);
};

test.each([
  ['nothing is wrong', [], 'up'],
  ['one camera of four is lost', ['cam-lang-0001'], 'degraded'],
  ['two cameras of four are lost', ['cam-lang-0001', 'cam-lang-0002'], 'down'],
  ['only the recorder is lost', ['nvr-lang'], 'degraded'],
])('a ward where %s', (_name, lost, expected) => {
  const state = stateOfLang((live) => {
    for (const id of lost) live.set(deviceEntity(id), { state: 'down' });
  });

  expect(state).toBe(expected);
});

test('a ward of whose cameras nothing is known is not green', () => {
  const ids = [1, 2, 3, 4].map((number) => `cam-lang-000${number}`);

  const state = stateOfLang((live) => {
    for (const id of ids) live.forget(deviceEntity(id));
  });

  expect(state).toBe('unknown');
});

test('a ward without devices has no state at all', () => {
  const inventory = { ...shown.inventory, devices: new Map(), links: new Map() };

  expect(stateOfLang(undefined, { ...shown, inventory })).toBe('none');
});
