import { describe, expect, test } from 'vitest';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { minutes, seconds } from '#core/time/units.ts';
import type { CityView, Shown } from '#portal/city/city-view.ts';
import { rootKey } from '#portal/city/down-now.ts';
import { engineIncidents } from '#test/support/engine-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS, type SampleLive, sampleLive } from '#test/support/sample-live.ts';
import { devicesOfArea, scriptTroubles } from '#test/support/sample-troubles.ts';
import { sampleView } from '#test/support/sample-view.ts';

const shown = sampleFleet();

/** The view of a city in which this happened, with the incidents that the engine has made of it by now. */
function viewAfter(prepare: (live: SampleLive, shown: Shown) => void) {
  const live = sampleLive(shown.inventory);
  prepare(live, shown);
  return sampleView(prepare, shown, engineIncidents(live, shown.inventory));
}

const namesOf = (view: ReturnType<typeof viewAfter>) =>
  view.downNow().incidents.map(({ root, lost }) => [rootKey(root), lost.length]);

const idsOf = ({ fleet }: CityView, devices: readonly number[]) => devices.map(fleet.columns.idOf);

const fallen = (secondsAgo: number) => {
  const sinceMs = SAMPLE_NOW_MS - seconds(secondsAgo);
  return { state: 'down', reason: 'timeout', sinceMs, afterMs: sinceMs - seconds(10) } as const;
};

describe('what is down now', () => {
  test('is nothing in a city that is well', () => {
    expect(viewAfter(() => undefined).downNow()).toEqual({
      incidents: [],
      withheld: [],
      unassigned: [],
      unassignedLinks: [],
    });
  });

  test('stands under the incident of the line that was cut, since its own edge', () => {
    const view = viewAfter((live, { inventory }) =>
      live.cut('link-lang', devicesOfArea(inventory, 'lang'), 12),
    );

    expect(namesOf(view)).toEqual([['link:link-lang', 14]]);
    expect(view.downNow().incidents[0]?.sinceMs).toBe(SAMPLE_NOW_MS - minutes(12));
  });

  test('is seen at once, though no incident has it yet: the latest first', () => {
    const view = viewAfter((live) => {
      live.set(deviceEntity('cam-lang-0001'), fallen(9));
      live.set(deviceEntity('cam-lang-0002'), fallen(4));
      live.set(linkEntity('link-lang'), fallen(4));
    });

    expect(namesOf(view)).toEqual([]);
    expect(idsOf(view, view.downNow().unassigned)).toEqual(['cam-lang-0002', 'cam-lang-0001']);
    expect(view.downNow().unassignedLinks.map(({ link }) => link.id)).toEqual(['link-lang']);
  });

  test('has a line that is down with nothing lost behind it', () => {
    const view = viewAfter((live) => live.set(linkEntity('link-lang'), fallen(600)));

    expect(namesOf(view)).toEqual([['link:link-lang', 0]]);
    expect(view.downNow().unassignedLinks).toEqual([]);
  });

  test('of an incident that is withheld tells neither its name nor since when', () => {
    const view = viewAfter((live) => {
      for (const id of ['nvr-bi-mat', 'cam-han-che']) live.set(deviceEntity(id), fallen(600));
      live.set(linkEntity('link-bi-mat'), fallen(600));
    });

    expect(namesOf(view)).toEqual([]);
    expect(idsOf(view, view.downNow().withheld)).toEqual(['cam-han-che']);
  });

  test('has each lost device exactly once', () => {
    const view = viewAfter((live, { inventory }) => {
      scriptTroubles(live, inventory);
      live.set(deviceEntity('cam-lang-0001'), fallen(3));
    });
    const { incidents, withheld, unassigned } = view.downNow();
    const told = [...incidents.flatMap(({ lost }) => lost), ...withheld, ...unassigned];

    const { fleet, stateAt } = view;
    const lost = idsOf(
      view,
      [...fleet.devices].filter((device) => stateAt(device) === 'down'),
    );
    expect(idsOf(view, told).sort()).toEqual(lost.sort());
    expect(idsOf(view, unassigned)).toEqual(['cam-lang-0001']);
    expect(namesOf(view)).toMatchInlineSnapshot(`
      [
        [
          "device:sw-ung-thien",
          14,
        ],
        [
          "link:link-hoang-mai",
          14,
        ],
        [
          "device:cam-ba-dinh-0003",
          1,
        ],
        [
          "device:cam-dong-anh-0011",
          1,
        ],
        [
          "device:cam-lang-0007",
          1,
        ],
        [
          "device:cam-long-bien-0005",
          1,
        ],
        [
          "device:cam-long-bien-0006",
          1,
        ],
        [
          "device:cam-long-bien-0007",
          1,
        ],
        [
          "device:cam-long-bien-0008",
          1,
        ],
        [
          "device:nvr-ha-dong",
          1,
        ],
      ]
    `);
  });

  test('is not asked of the record by whoever does not ask for it', () => {
    const view = sampleView(undefined, shown, {
      unresolvedRoots: () => {
        throw new Error('asked');
      },
      membersOf: () => [].values(),
    });

    expect(view.watched).toBeGreaterThan(0);
    expect(() => view.downNow()).toThrow('asked');
  });
});
