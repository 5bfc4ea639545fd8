import { Command } from 'commander';
import { Name } from '../../core/input/fields.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS } from './users-scope.ts';

const ACCOUNT = Name.optional().describe('of this account alone');

/** `camwatch users sessions list`. */
const buildList = defineCommand({
  name: 'list',
  description: 'List who is in, since when and from where.',
  options: { account: ACCOUNT, ...USERS },
  help: `
Examples:
  camwatch users sessions list --account nguyen.an`,
  open: openUsers,
  run: ({ accounts: { store, nowMs } }, { account }) => store.sessions.listOf(account, nowMs()),
  json: (sessions, { iso }) => ({
    sessions: sessions.map(({ madeMs, seenMs, endsMs, ...session }) => ({
      ...session,
      ...{ since: iso(madeMs), seen: iso(seenMs), until: iso(endsMs) },
    })),
  }),
  render: (sessions, { texts, at }) =>
    sessions.length === 0
      ? [texts.noSessions]
      : alignRows([
          texts.sessionHead,
          ...sessions.map(({ id, account, madeMs, seenMs, from, browser }) => [
            ...[id, account, at(madeMs), at(seenMs), from, browser],
          ]),
        ]),
});

/** `camwatch users sessions end`. */
const buildEnd = defineCommand({
  name: 'end',
  description: 'End a session: its browser has to log in again.',
  arguments: ['session'],
  options: { session: Name.describe('its name, as the list has it'), ...USERS },
  help: `
Examples:
  camwatch users sessions end 3f9a1c20b7d4`,
  open: openUsers,
  run: async ({ accounts: { store, audit } }, { session: id }) => {
    await audit({ action: 'session-end', body: { session: id } });
    return store.sessions.end({ id });
  },
  json: (count, _scope, { session }) => ({ session, ended: count }),
  render: (count, { texts }) => [texts.ended(count)],
  isProblem: (count) => count === 0,
});

export const buildSessionsCommand = (context: Context): Command =>
  new Command('sessions')
    .description('Who is in; and to end it.')
    .addCommand(buildList(context))
    .addCommand(buildEnd(context));
