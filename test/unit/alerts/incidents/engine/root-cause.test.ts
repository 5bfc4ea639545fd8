import { expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { aSwitch, camera, line, several, storyOf } from '#test/support/incident-story.ts';

/** core ─ link-7 ─ sw-1 ─ cam-1, cam-2, cam-3 */
const STREET = [
  line('link-7'),
  aSwitch('sw-1', { ways: [['link:link-7']] }),
  ...several(3, camera, 'cam', { ways: [['device:sw-1']] }),
  camera('elsewhere'),
];
const BEHIND = ['sw-1', 'cam-1', 'cam-2', 'cam-3'];
const ALL = ['link-7', ...BEHIND];

test('a cut fibre is one incident, with all that is behind it', () => {
  const story = storyOf(STREET);
  story.at(0).cut(ALL);
  story.at('30m').restore(ALL);

  expect(story.told()).toEqual([
    '1m10s opened link-7: 5 lost, 3 cameras, minor',
    '30m10s resolved link-7: 0 lost, minor',
  ]);
  expect(story.news()[0]?.joined.toSorted()).toEqual([
    'device:cam-1',
    'device:cam-2',
    'device:cam-3',
    'device:sw-1',
    'link:link-7',
  ]);
  expect(story.news()[1]?.left).toHaveLength(5);
});

test('a switch that starts anew within the wait is nobody’s business', () => {
  const story = storyOf(STREET);
  story.at(0).cut(BEHIND);
  story.at('50s').restore(BEHIND);
  story.until('1h');

  expect(story.told()).toEqual([]);
});

test('a switch that takes longer to start is one incident', () => {
  const story = storyOf(STREET);
  story.at(0).cut(['cam-1', 'cam-2']);
  story.at('10s').cut(['sw-1', 'cam-3'], { seenBefore: '20s' });
  story.at('3m').restore('sw-1');
  story.at('3m30s').restore(['cam-1', 'cam-2', 'cam-3']);
  story.until('2h');

  expect(story.told()).toEqual([
    '1m20s opened sw-1: 4 lost, 3 cameras, minor',
    '3m40s resolved sw-1: 0 lost, minor',
  ]);
});

test('two causes at once inside one area are two incidents', () => {
  const area = { area: 'ward-1', groups: { area: 'ward-1' } };
  const story = storyOf([
    line('link-a'),
    line('link-b'),
    ...several(4, camera, 'a', { ...area, ways: [['link:link-a']] }),
    ...several(3, camera, 'b', { ...area, ways: [['link:link-b']] }),
    ...several(20, camera, 'well', area),
  ]);
  story.at(0).cut(['link-a', 'a-1', 'a-2', 'a-3', 'a-4']);
  story.at(0).cut(['link-b', 'b-1', 'b-2', 'b-3']);

  expect(story.told()).toEqual([]);
  story.until('10m');
  expect(story.told()).toEqual([
    '1m10s opened link-a: 5 lost, 4 cameras, minor',
    '1m10s opened link-b: 4 lost, 3 cameras, minor',
  ]);
  expect(story.news()[0]?.incident.areas).toEqual([{ area: 'ward-1', lost: 4, of: 27 }]);
});

test('a parent found down after its children takes their incident over, and nothing is told twice', () => {
  const story = storyOf(STREET);
  story.at(0).cut('cam-1');
  story.at('20s').cut('cam-2');
  story.at('2m').cut('link-7', { seenBefore: '3m' });
  story.at('2m').cut(['sw-1', 'cam-3']);
  story.at('1h').restore(ALL);

  expect(story.told()).toEqual([
    '1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '1m30s opened cam-2: 1 lost, 1 cameras, minor',
    '3m10s cause-changed link-7: 5 lost, 3 cameras, minor',
    '3m10s resolved cam-2: 0 lost, minor, now in device:cam-1@70000',
    '1h10s resolved link-7: 0 lost, minor',
  ]);
  expect(new Set(story.news().map(({ incident }) => incident.id))).toEqual(
    new Set(['device:cam-1@70000', 'device:cam-2@90000']),
  );
  expect(story.news()[2]?.joined).not.toContain('device:cam-1');
});

test('a parent takes along what fell with a child of its own', () => {
  const story = storyOf(STREET);
  story.at(0).cut('cam-1');
  story.at('2m').cut('sw-1', { seenBefore: '3m' });
  story.at('2m').cut('link-7', { seenBefore: '30s' });
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '3m10s cause-changed link-7: 3 lost, 1 cameras, minor',
  ]);
});

test('what was down while the way to it was seen up keeps its own incident', () => {
  const story = storyOf(STREET);
  story.at(0).cut('cam-1');
  story.at('1h').cut(['link-7', 'sw-1', 'cam-2', 'cam-3']);
  story.at('2h').restore(['link-7', 'sw-1', 'cam-2', 'cam-3']);
  story.until('3h');

  expect(story.told()).toEqual([
    '1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '1h1m10s opened link-7: 4 lost, 2 cameras, minor',
    '2h10s resolved link-7: 0 lost, minor',
  ]);
});

test('what fails behind a parent that is down, and was seen up since, has its own incident', () => {
  const story = storyOf(STREET);
  story.at(0).cut('sw-1');
  story.at('1h').cut('cam-1');
  story.until('2h');

  expect(story.told()).toEqual([
    '1m10s opened sw-1: 1 lost, minor, degraded',
    '1h1m10s opened cam-1: 1 lost, 1 cameras, minor',
  ]);
});

test('a nested outage has its own incident when the way to it is back', () => {
  const story = storyOf(STREET);
  story.at(0).cut(ALL);
  story.at('10m').restore(['link-7', 'sw-1', 'cam-1', 'cam-2']);
  story.at('1h').restore('cam-3');

  expect(story.told()).toEqual([
    '1m10s opened link-7: 5 lost, 3 cameras, minor',
    '11m10s opened cam-3: 1 lost, 1 cameras, minor, left from link:link-7@70000',
    '11m10s resolved link-7: 0 lost, minor',
    '1h10s resolved cam-3: 0 lost, minor, left from link:link-7@70000',
  ]);
});

test('what is asked less often than the line waits for its own next poll, and is no matter of its own', () => {
  const story = storyOf(STREET, { returnMs: minutes(5) });
  story.at(0).cut(ALL);
  story.at('10m').restore(['link-7', 'sw-1', 'cam-1', 'cam-2']);
  story.at('14m').restore('cam-3');

  expect(story.told()).toEqual([
    '1m10s opened link-7: 5 lost, 3 cameras, minor',
    '11m10s shrank link-7: 1 lost, 1 cameras, minor',
    '14m10s resolved link-7: 0 lost, minor',
  ]);
});

test('one of two ways is an incident of its own, and no camera is lost', () => {
  const story = storyOf([
    line('link-a'),
    line('link-b'),
    aSwitch('sw-1', { ways: [['link:link-a'], ['link:link-b']] }),
    ...several(3, camera, 'cam', { ways: [['device:sw-1']] }),
  ]);
  story.at(0).cut('link-a');
  story.until('30m');

  expect(story.told()).toEqual(['1m10s opened link-a: 1 lost, minor, degraded']);
});

test('of two ways that are both cut the one that fell last takes along what is behind them', () => {
  const story = storyOf([
    line('link-a'),
    line('link-b'),
    aSwitch('sw-1', { ways: [['link:link-a'], ['link:link-b']] }),
    ...several(3, camera, 'cam', { ways: [['device:sw-1']] }),
  ]);
  story.at(0).cut('link-a');
  story.at('1h').cut(['link-b', 'sw-1', 'cam-1', 'cam-2', 'cam-3']);
  story.at('2h').restore(['link-a', 'sw-1', 'cam-1', 'cam-2']);
  story.until('3h');

  expect(story.told()).toEqual([
    '1m10s opened link-a: 1 lost, minor, degraded',
    '1h1m10s opened link-b: 5 lost, 3 cameras, minor',
    '2h10s resolved link-a: 0 lost, minor',
    '2h1m10s opened cam-3: 1 lost, 1 cameras, minor, left from link:link-b@3670000',
    '2h1m10s shrank link-b: 1 lost, minor, degraded',
  ]);
});

test('a way through what is not watched is followed up to what is down', () => {
  const story = storyOf([line('link-7'), camera('cam-1', { ways: [['device:unwatched']] })]);
  story
    .at(0)
    .watch([
      line('link-7'),
      aSwitch('between', { ways: [['link:link-7']] }),
      camera('cam-1', { ways: [['device:between']] }),
    ]);
  story.at('1m').cut(['link-7', 'cam-1']);
  story.until('1h');

  expect(story.told()).toEqual(['2m10s opened link-7: 2 lost, 1 cameras, minor']);
});

test('a stream that fails behind a line that is down belongs to the line, and a switch without service cuts nothing off', () => {
  const story = storyOf(STREET);
  story.at(0).cut('sw-1', { indicator: 'service' });
  story.at('1h').cut('cam-1', { indicator: 'stream' });
  story.at('2h').cut('link-7');
  story.at('2h').cut('cam-2', { indicator: 'stream' });
  story.until('3h');

  expect(story.told()).toEqual([
    '1m10s opened sw-1: 1 lost, minor, degraded',
    '1h1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '2h1m10s opened link-7: 2 lost, 1 cameras, minor',
  ]);
});

test('what is not watched any more leaves its incident', () => {
  const story = storyOf(STREET);
  story.at(0).cut('cam-1');
  story.at('1h').watch(STREET.filter(({ entity }) => entity !== 'device:cam-1'));
  story.until('2h');

  expect(story.told()).toEqual([
    '1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '1h resolved cam-1: 0 lost, minor',
  ]);
});

test('what waited for a parent that is back at once waits again on its own', () => {
  const story = storyOf(STREET);
  story.at(0).cut('cam-1');
  story.at('30s').cut('link-7', { seenBefore: '40s' });
  story.at('70s').restore('link-7');
  story.until('10m');

  expect(story.told()).toEqual(['2m20s opened cam-1: 1 lost, 1 cameras, minor']);
});

test('a change of cause tells also of what came back since the last news', () => {
  const story = storyOf([line('trunk'), { ...line('link-7'), ways: [['link:trunk']] }, ...STREET.slice(1)]);
  story.at(0).cut(ALL);
  story.at('80s').restore('cam-1');
  story.at('70s').cut('trunk', { seenBefore: '2m' });
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened link-7: 5 lost, 3 cameras, minor',
    '2m20s cause-changed trunk: 5 lost, 2 cameras, minor',
  ]);
  expect(story.news()[1]).toMatchObject({ joined: ['link:trunk'], left: ['device:cam-1'] });
});

test('what is lost is counted where it is now, when areas are drawn anew', () => {
  const inArea = (area: string) => [
    line('link-7'),
    ...several(2, camera, 'cam', { area, ways: [['link:link-7']] }),
  ];
  const story = storyOf(inArea('ward-1'));
  story.at(0).cut(['link-7', 'cam-1', 'cam-2']);
  story.at('1h').watch(inArea('ward-2'));
  story.at('2h').restore('cam-1');
  story.until('3h');

  expect(story.news().map(({ incident }) => incident.areas)).toEqual([
    [{ area: 'ward-1', lost: 2, of: 2 }],
    [{ area: 'ward-2', lost: 1, of: 2 }],
  ]);
});
