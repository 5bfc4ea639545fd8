import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { composePlainly } from '#alerts/notifications/messages/compose-plainly.ts';
import { LANGUAGES } from '#core/language/language.ts';
import type { IncidentRoot } from '#ledger/record/incidents/incident-event.ts';
import type { Occasion } from '#ledger/record/outbox/occasion.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { cutLine, FIVE_PAST_TWO_MS, MESSAGE_OPTIONS, NOBODY, news } from '#test/support/message-city.ts';

/** As awkward as folders may be called. */
const WAYS = { program: '/opt/cam watch/camwatch', configDir: "/etc/thành phố's $(reboot)" };

const common: IncidentRoot = {
  ...{ kind: 'common', by: 'cabinet', name: 'T-12', what: 'device' },
  ...{ fallen: 5, of: 5, firstMs: 0, lastMs: 0 },
};
const clock: IncidentRoot = {
  kind: 'collector',
  collector: 'hanoi-1',
  clockDoubt: { cause: 'time-servers', offMs: -7_000 },
};

const OCCASIONS: Readonly<Record<string, Occasion>> = {
  'a line that is cut': news(),
  'an awkward cabinet': news({
    incident: cutLine({ id: "devices:cabinet:Tủ '12'@5", root: { ...common, name: "Tủ '12'" } }),
  }),
  'a secret site': news({
    incident: cutLine({ id: 'device:cam-hidden@5', root: { kind: 'entity', entity: 'device:cam-hidden' } }),
  }),
  'a clock that is not believed': news({ incident: cutLine({ id: 'collector:hanoi-1@5', root: clock }) }),
  'nobody who acknowledges': {
    ...{ type: 'escalation', atMs: FIVE_PAST_TWO_MS, afterMs: 60_000, incident: cutLine() },
    ...{ members: NOBODY, told: [], timeline: [] },
  },
  'a digest': {
    ...{ type: 'digest', fromMs: 0, toMs: FIVE_PAST_TWO_MS, more: 0, reason: 'wanted' },
    items: [news()],
  },
};

/** Lines that begin with the program are commands; a shell says what words they are. */
function commandsIn(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes('cam watch'))
    .map((line) =>
      execFileSync('sh', ['-c', `set -- ${line}; for word; do printf '%s\\0' "$word"; done`])
        .toString()
        .split('\0')
        .slice(0, -1),
    );
}

test.each(LANGUAGES.flatMap((language) => Object.keys(OCCASIONS).map((name) => [language, name] as const)))(
  'every command of a message in %s about %s is one, as it is pasted',
  async (language, name) => {
    const occasion = OCCASIONS[name];
    if (!occasion) throw new Error(name);
    const { text, html } = composeMessage(occasion, { ...MESSAGE_OPTIONS, language, ways: WAYS });
    const commands = [...commandsIn(text), ...commandsIn(composePlainly(occasion, language, WAYS).text)];

    expect(commands.length).toBeGreaterThan(1);
    for (const [program, ...words] of commands) {
      expect(program).toBe(WAYS.program);
      expect(words).toEqual(expect.arrayContaining(['--config', WAYS.configDir]));
      // Whatever it says of a folder that is not there, it is no fault of how it was called.
      const { code, err } = await runCamwatch(...words);
      expect([0, 1], `${words.join(' ')}: ${err}`).toContain(code);
    }
    expect(html).not.toContain('<script');
  },
);

test.each(LANGUAGES)('where there is a page to press on no command stands beside it, in %s', (language) => {
  const ways = {
    ...WAYS,
    acknowledge: (incident: string) => `https://cam.example.org/by-mail/${incident.length}.x`,
  };
  const { text, html } = composeMessage(news(), { ...MESSAGE_OPTIONS, language, ways });
  const own = commandsIn(text).filter((words) => words.includes('ack') && !words.includes('--as'));

  expect(own).toEqual([]);
  expect(text).toContain('\n   https://cam.example.org/by-mail/27.x\n');
  expect(html).toContain('<a href="https://cam.example.org/by-mail/27.x"');
});

test('what may not be told has no address either, since that would name it', () => {
  const ways = { acknowledge: () => expect.unreachable() };
  const occasion = OCCASIONS['a secret site'] ?? news();

  expect(composeMessage(occasion, { ...MESSAGE_OPTIONS, ways }).text).toContain('camwatch incidents list');
});

test('a contractor that reads presses for itself, and is not told to turn to others', () => {
  const ways = { acknowledge: () => 'https://cam.example.org/by-mail/x' };
  const { text } = composeMessage(news(), { ...MESSAGE_OPTIONS, reader: 'vien-thong-1', ways });

  expect(text).toContain('by-mail/x');
  expect(text).not.toContain('--as contractor:vien-thong-1');
});
