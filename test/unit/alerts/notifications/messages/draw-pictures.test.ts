import { loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { minutes } from '#core/time/units.ts';
import type { NewsOccasion } from '#ledger/record/outbox/occasion.ts';
import { cutLine, MESSAGE_OPTIONS, news, timelineStep, WHOLE_COURSE } from '#test/support/message-city.ts';

const picturesOf = (given: Partial<NewsOccasion>) => composeMessage(news(given), MESSAGE_OPTIONS).pictures;
const OVER = cutLine({ lostNow: 0, camerasLost: 0 });

describe('pictures', () => {
  test.each<[Partial<NewsOccasion>, readonly string[]]>([
    [{ news: 'opened' }, ['topology.png']],
    [{ news: 'grew', timeline: WHOLE_COURSE.slice(0, 3) }, ['topology.png', 'timeline.png']],
    [{ news: 'resolved', incident: OVER, timeline: WHOLE_COURSE }, ['timeline.png']],
    [{ news: 'acknowledged', timeline: WHOLE_COURSE }, []],
    [{ news: 'noted', timeline: WHOLE_COURSE }, []],
  ])('are drawn where they show something: %o', (given, expected) => {
    expect(picturesOf(given).map(({ fileName }) => fileName)).toEqual(expected);
  });

  test('say in words what they show', () => {
    const [topology, timeline] = picturesOf({ news: 'grew', timeline: WHOLE_COURSE.slice(0, 3) });

    expect(topology?.alt).toMatch(
      /^Sơ đồ phần bị ảnh hưởng: đường truyền Hàng Bài; phía sau: Ngã tư số 1 \(4 camera · mất\); /,
    );
    expect(timeline?.alt).toBe(
      'Biểu đồ số camera bị mất theo thời gian, từ 14:05 26/11/2026 đến 14:17 26/11/2026; cao nhất 212 camera',
    );
  });

  test('are twice as dense as they are shown, and small', async () => {
    const pictures = picturesOf({ news: 'grew', timeline: WHOLE_COURSE });

    for (const { bytes } of pictures) {
      expect((await loadImage(Buffer.from(bytes))).width).toBe(2 * 540);
      expect(bytes.length).toBeLessThan(60_000);
    }
    expect(pictures).toHaveLength(2);
  });

  test('of a thousand steps, long names and letters that no font has are drawn as well', () => {
    const timeline = Array.from({ length: 1_000 }, (_, index) =>
      timelineStep('grew', minutes(index * 3), index),
    );
    const devices = new Map(
      [...MESSAGE_OPTIONS.inventory.devices].map(([id, device]) => [
        id,
        { ...device, name: `📷 ${'ế漢'.repeat(5_000)}` },
      ]),
    );

    const { pictures } = composeMessage(news({ news: 'grew', timeline }), {
      ...MESSAGE_OPTIONS,
      inventory: { ...MESSAGE_OPTIONS.inventory, devices },
      onDrawingError: (error) => {
        throw error;
      },
    });

    expect(pictures.map(({ bytes }) => bytes.length < 60_000)).toEqual([true, true]);
  });

  test('that cannot be drawn are left out, and somebody hears of it', () => {
    const errors: unknown[] = [];
    let reads = 0;
    const members = {
      count: 0,
      get some() {
        if (reads++ === 0) throw new Error('no canvas');
        return [];
      },
    };

    const { pictures, subject } = composeMessage(news({ members }), {
      ...MESSAGE_OPTIONS,
      onDrawingError: (error) => errors.push(error),
    });

    expect(pictures).toEqual([]);
    expect(errors).toEqual([new Error('no canvas')]);
    expect(subject).toContain('212/230');
  });
});
