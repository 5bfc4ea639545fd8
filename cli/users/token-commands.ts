import { Command } from 'commander';
import { AddToken, addToken, endToken } from '../../accounts/actions/tokens.ts';
import { Name } from '../../core/input/fields.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS } from './users-scope.ts';

/** `camwatch users tokens add`. */
const buildAdd = defineCommand({
  name: 'add',
  description: 'Make a token, by which a program enters as an account, and print it once.',
  arguments: ['account'],
  options: { ...AddToken.shape, ...USERS },
  help: `
A program sends it as "Authorization: Bearer camwatch_…".

Examples:
  camwatch users tokens add nguyen.an --name Prometheus --right see-metrics --days 365`,
  open: openUsers,
  run: ({ accounts }, { config, author, lang, json, ...input }) => addToken(accounts, input),
  json: ({ token: { id, account, right, endsMs }, secret }, { iso }) => ({
    ...{ token: id, account, right, secret },
    until: iso(endsMs),
  }),
  render: ({ token, secret }, { texts, at }) => [texts.token(at(token.endsMs)), secret],
});

/** `camwatch users tokens list`. */
const buildList = defineCommand({
  name: 'list',
  description: 'List tokens: whose, what for, until when, and when they were used.',
  options: { account: Name.optional().describe('of this account alone'), ...USERS },
  help: `
Examples:
  camwatch users tokens list`,
  open: openUsers,
  run: ({ accounts: { store } }, { account }) => store.tokens.listOf(account),
  json: (tokens, { iso }) => ({
    tokens: tokens.map(({ madeMs, endsMs, usedMs, ...token }) => ({
      ...token,
      ...{ made: iso(madeMs), until: iso(endsMs) },
      ...(usedMs !== undefined && { used: iso(usedMs) }),
    })),
  }),
  render: (tokens, { texts, at }) =>
    tokens.length === 0
      ? [texts.noTokens]
      : alignRows([
          texts.tokenHead,
          ...tokens.map(({ id, account, right, endsMs, usedMs, name }) => [
            ...[id, account, texts.rights[right], at(endsMs)],
            ...[usedMs === undefined ? texts.never : at(usedMs), name],
          ]),
        ]),
});

/** `camwatch users tokens end`. */
const buildEnd = defineCommand({
  name: 'end',
  description: 'End a token: it lets nobody in any more.',
  arguments: ['token'],
  options: { token: Name.describe('its name, as the list has it'), ...USERS },
  help: `
Examples:
  camwatch users tokens end 3f9a1c20b7d4`,
  open: openUsers,
  run: ({ accounts }, { token }) => endToken(accounts, token),
  json: (count, _scope, { token }) => ({ token, ended: count }),
  render: (count, { texts }) => [texts.ended(count)],
  isProblem: (count) => count === 0,
});

export const buildTokensCommand = (context: Context): Command =>
  new Command('tokens')
    .description('What programs enter with.')
    .addCommand(buildAdd(context))
    .addCommand(buildList(context))
    .addCommand(buildEnd(context));
