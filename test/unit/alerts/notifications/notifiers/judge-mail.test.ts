import { describe, expect, test } from 'vitest';
import { judgeMailFailure } from '#alerts/notifications/notifiers/judge-mail.ts';

const judge = (error: unknown) => judgeMailFailure(error, (text) => text);
const refused = (command: string, responseCode: number) => ({
  code: command.startsWith('AUTH') ? 'EAUTH' : 'EENVELOPE',
  command,
  responseCode,
  response: `${responseCode} 5.7.8 no`,
  message: 'refused',
});

describe('a mail that was not taken', () => {
  test.each([
    ['MAIL FROM', 550, 'temporary'],
    ['MAIL FROM', 552, 'permanent'],
    ['MAIL FROM', 451, 'temporary'],
    ['RCPT TO', 550, 'permanent'],
    ['RCPT TO', 552, 'temporary'],
    ['RCPT TO', 450, 'temporary'],
    ['RCPT TO', 530, 'temporary'],
    ['DATA', 554, 'permanent'],
    ['DATA', 552, 'permanent'],
    ['DATA', 503, 'temporary'],
    ['DATA', 250, 'temporary'],
    ['DATA', 999, 'temporary'],
    ['CONN', 554, 'temporary'],
    ['STARTTLS', 502, 'temporary'],
    ['AUTH PLAIN', 535, 'temporary'],
  ] as const)('%s answered %i is %s', (command, responseCode, failure) => {
    expect(judge(refused(command, responseCode))).toMatchObject({ ok: false, failure });
  });

  test.each([
    [new Error('no connection'), 'server'],
    [refused('AUTH PLAIN', 535), 'server'],
    [refused('MAIL FROM', 550), 'server'],
    [refused('RCPT TO', 450), undefined],
    [refused('RCPT TO', 550), undefined],
    [refused('DATA', 451), undefined],
    [refused('DATA', 530), 'server'],
  ] as const)('%j is about %s', (error, about) => {
    expect(judge(error).about).toBe(about);
  });

  test('tells of a log-in nothing but numbers', () => {
    const error = { ...refused('AUTH PLAIN', 535), response: '535 5.7.8 AGNhbXdhdGNoAHMzY3JldA== is wrong' };

    expect(judge(error).detail).toBe('the log-in was refused (535 5.7.8)');
  });

  test('is worth another try where one of its addresses is', () => {
    const [never, later] = [refused('RCPT TO', 550), refused('RCPT TO', 450)];

    expect(judge({ ...never, rejectedErrors: [never, later] }).failure).toBe('temporary');
    expect(judge({ ...never, rejectedErrors: [never, never] }).failure).toBe('permanent');
  });

  test.each([[undefined], [null], ['text'], [new Error('lost')], [{}]])(
    'for a reason of any shape (%s) may be tried again',
    (error) => {
      expect(judge(error)).toMatchObject({ ok: false, failure: 'temporary' });
    },
  );
});
