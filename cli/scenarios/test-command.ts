import { userInfo } from 'node:os';
import { z } from 'zod';
import { CHANNELS } from '../../core/domain/notifier.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { isAccepted, sendTest, type TriedChannel } from '../../server/alerting/send-test.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import type { ScenarioTexts } from './texts-en.ts';
import { SCENARIO_TEXTS_EN as en } from './texts-en.ts';
import { SCENARIO_TEXTS_VI as vi } from './texts-vi.ts';

const scenarioTextsOf = inLanguage({ en, vi });

/** `camwatch alerts test`. */
export const buildAlertsTestCommand = defineCommand({
  name: 'test',
  description: 'Send a test message to a recipient at once, and say what its server answered.',
  arguments: ['recipient'],
  options: {
    recipient: z.string().describe('id of a recipient of the settings'),
    config: CONFIG,
    channel: z.enum(CHANNELS).optional().describe('only by this (default: all that it has)'),
    lang: TOLD.lang.describe('language of what is printed; otherwise from LANG'),
    json: TOLD.json,
  },
  help: `
The message is in the recipient's language and goes to whoever is on duty now. Neither hours nor digests hold it, and the
outbox of a running camwatch knows nothing of it. Secrets are read as camwatch run reads them: from the environment, a file,
or CREDENTIALS_DIRECTORY. Exit code 1 unless every address accepted it.

Examples:
  camwatch alerts test truc-ban
  camwatch alerts test vien-thong-1 --channel webhook --config /etc/camwatch
  camwatch alerts test truc-ban --json | jq '.channels[].answer'`,
  open: openConfig,
  run: ({ config, cli: { env, stop } }, { recipient, channel }) =>
    sendTest({
      ...{ config, recipient, env, nowMs: Date.now, signal: stop, by: userInfo().username },
      ...(channel && { channel }),
    }),
  json: (tried, _scope, { recipient }) => toJson(recipient, tried),
  render: (tried, { cli }, { recipient }) => {
    const texts = scenarioTextsOf(cli.language);
    return [tried.map((one) => renderChannel(recipient, one, texts).join('\n')).join('\n\n')];
  },
  isProblem: (tried) => !tried.every(isAccepted),
});

function renderChannel(recipient: string, tried: TriedChannel, texts: ScenarioTexts): readonly string[] {
  const { channel, to, missing, delivery, messageId, tookMs } = tried;
  const unreached = delivery.ok ? (delivery.unreached ?? []) : [];
  const { detail = '' } = delivery;
  return [
    texts.goesTo(recipient, channel),
    ...to.map(({ address, ways }) => `  ${showUntrusted(address)}  (${ways.map(inWords).join(', ')})`),
    ...missing.map((what) => `  ${texts.missing(showUntrusted(what))}`),
    delivery.ok ? texts.accepted(showUntrusted(detail)) : texts.refused(showUntrusted(detail)),
    ...unreached.map(
      ({ address, detail }) => `  ${texts.unreached(showUntrusted(address), showUntrusted(detail))}`,
    ),
    ...(delivery.ok ? [] : hintFor(detail, texts)),
    texts.messageId(messageId, `${Math.round(tookMs)} ms`),
  ];

  function inWords({ kind, name = '' }: TriedChannel['to'][number]['ways'][number]): string {
    return texts.addresses[kind](showUntrusted(name));
  }
}

/** What to look at, where what a server or OpenSSL says names no setting. */
function hintFor(detail: string, { hints }: ScenarioTexts): readonly string[] {
  if (/certificate|altname|UNABLE_TO|self.signed/i.test(detail)) return [hints.certificate];
  if (/log-in was refused/.test(detail)) return [hints.login];
  if (/ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EDNS|no connection/.test(detail)) return [hints.connection];
  return /^(env|file|credential):/.test(detail) ? [hints.secret] : [];
}

function toJson(recipient: string, tried: readonly TriedChannel[]) {
  return {
    recipient,
    accepted: tried.every(isAccepted),
    channels: tried.map(({ channel, to, missing, delivery, messageId, tookMs }) => ({
      channel,
      accepted: isAccepted({ channel, to, missing, delivery, messageId, tookMs }),
      to,
      missing,
      answer: delivery.detail ?? '',
      ...(delivery.ok ? { unreached: delivery.unreached ?? [] } : { failure: delivery.failure }),
      messageId,
      tookMs: Math.round(tookMs),
    })),
  };
}
