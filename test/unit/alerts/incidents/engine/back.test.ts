import { expect, test } from 'vitest';
import { camera, line, ms, several, storyOf } from '#test/support/incident-story.ts';

const STREET = [line('link-7'), ...several(3, camera, 'cam', { ways: [['link:link-7']] }), camera('alone')];
const ALL = ['link-7', 'cam-1', 'cam-2', 'cam-3'];

type Story = ReturnType<typeof storyOf>;
const closings = (story: Story) =>
  story
    .news()
    .filter(({ kind }) => kind === 'resolved')
    .map(({ atMs, incident }) => [atMs, incident.backMs]);

test('what is over says when its root was back, however later what hangs on it is asked', () => {
  const story = storyOf(STREET);
  story.at(0).cut(ALL);
  story.at('10m').restore('link-7');
  story.at('10m30s').restore(['cam-1', 'cam-2']);
  story.at('14m').restore('cam-3', { recordedAfter: '20s' });
  story.until('1h');

  const [opened] = story.news();
  expect(opened?.incident.backMs).toBeUndefined();
  expect(closings(story)).toContainEqual([expect.any(Number), ms('10m')]);
  expect(closings(story)[0]?.[0]).toBeGreaterThan(ms('11m'));
});

test('a root that falls again is not back', () => {
  const story = storyOf(STREET);
  story.at(0).cut(ALL);
  story.at('10m').restore('link-7');
  story.at('10m20s').cut('link-7');
  story.at('20m').restore(ALL);
  story.until('1h');

  expect(closings(story)).toEqual([[expect.any(Number), ms('20m')]]);
});

test('what flaps was back when it came back last, not when it had been quiet', () => {
  const story = storyOf(STREET);
  for (let turn = 0; turn < 10; turn++) {
    story.at(`${5 * turn}m`).cut('alone');
    story.at(`${5 * turn + 2}m`).restore('alone');
  }
  story.until('3h');

  expect(closings(story).at(-1)).toEqual([ms('1h47m10s'), ms('47m')]);
});

test('what fell together is back with the last of it', () => {
  const story = storyOf(several(6, camera, 'cam', { area: 'ward', groups: { area: 'ward' } }));
  story.at(0).cut(['cam-1', 'cam-2', 'cam-3', 'cam-4', 'cam-5', 'cam-6']);
  story.at('1h').restore(['cam-1', 'cam-2', 'cam-3']);
  story.at('1h15s').restore(['cam-4', 'cam-5', 'cam-6']);
  story.until('2h');

  expect(closings(story)).toEqual([[ms('1h25s'), ms('1h15s')]]);
});

test('what is not watched any more was never seen back', () => {
  const story = storyOf(STREET);
  story.at(0).cut('alone');
  story.at('10m').watch(STREET.slice(0, 4));
  story.until('1h');

  expect(closings(story)).toEqual([[ms('10m'), undefined]]);
});
