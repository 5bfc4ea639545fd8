import { expect, test } from 'vitest';
import { renderText } from '#alerts/notifications/messages/render-text.ts';
import type { Block } from '#alerts/notifications/messages/words/sheet.ts';

const render = (...blocks: readonly Block[]) =>
  renderText({
    subject: 's',
    tone: 'lost',
    badge: 'badge',
    headline: 'Headline',
    lead: [],
    blocks,
    footer: ['foot'],
  });

test('long lines are broken between words, and go on below their text', () => {
  const word = 'từ';
  const text = Array.from({ length: 40 }, () => word).join(' ');

  const lines = render({ type: 'list', title: 't', items: [{ text }] }).split('\n');

  const [first = '', second = ''] = lines.filter((line) => line.includes(word));
  expect(first).toBe(`- ${Array.from({ length: 25 }, () => word).join(' ')}`);
  expect(second).toMatch(/^ {2}từ /);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
});

test('a word longer than a line is broken, a command and an address are not', () => {
  const long = 'x'.repeat(100);

  const text = render(
    { type: 'rows', title: 't', rows: [{ label: 'l', value: long }] },
    { type: 'steps', title: 't', steps: [{ text: 'do', command: `camwatch ${long}` }] },
    { type: 'links', title: 't', links: [{ text: 'page', url: `https://${long}` }] },
  );

  expect(text).toContain(`\nl:\n  ${'x'.repeat(76)}\n  ${'x'.repeat(24)}\n`);
  expect(text).toContain(`\n1. do\n   camwatch ${long}\n`);
  expect(text).toContain(`\npage:\nhttps://${long}\n`);
});
