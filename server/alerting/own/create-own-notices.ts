import type { Logger } from 'pino';
import type { Account } from '../../../accounts/account.ts';
import type { AccountStore } from '../../../accounts/account-store.ts';
import { hashOfAddress } from '../../../accounts/actions/notices.ts';
import { ADDRESS_RECIPIENT, addressThread, type Notices, newsThread } from '../../../accounts/notices.ts';
import { scopeOf } from '../../../accounts/roles.ts';
import { signAddressLink } from '../../../alerts/notifications/links/address-link.ts';
import {
  composeConfirmation,
  composeOwnNews,
} from '../../../alerts/notifications/messages/own/compose-own.ts';
import { isEmptyNews, type OwnPaper } from '../../../alerts/notifications/messages/own/own-news.ts';
import { messageIdOf } from '../../../alerts/notifications/routing/plan-messages.ts';
import type { AlertRecipient } from '../../../core/domain/alert-settings.ts';
import type { MessageContent } from '../../../core/domain/notifier.ts';
import { runInSlices } from '../../../core/host/in-slices.ts';
import { days, minutes, seconds } from '../../../core/time/units.ts';
import type { IncidentReads } from '../../../ledger/record/incidents/incident-reads.ts';
import type { OwnOccasion } from '../../../ledger/record/outbox/occasion.ts';
import type { Outbox } from '../../../ledger/record/outbox/outbox.ts';
import type { Shown } from '../../../portal/city/city-view.ts';
import type { IncidentSource } from '../../../portal/city/incident-source.ts';
import { type Candidates, findCandidates } from '../../../portal/notices/find-candidates.ts';
import { noticeHours } from '../../../portal/notices/notice-hours.ts';
import { hasOwnIncidents, type OwnAsked, tellOwnIncidents } from '../../../portal/notices/tell-own.ts';
import { wantsDate } from '../../../portal/notices/wants-date.ts';
import { readerOf } from '../../../portal/papers/at-papers.ts';
import type { PaperReader } from '../../../portal/papers/paper-context.ts';
import type { Dated } from '../../../portal/papers/questions/list-dates.ts';
import { titleOf } from '../../../portal/web/papers/describe-date.ts';
import { createSights } from './create-sights.ts';
import { isOwnRecipient, ownReader, ownRecipient } from './own-recipients.ts';

export interface OwnNoticesOptions {
  readonly store: Pick<AccountStore, 'accounts' | 'notices'>;
  readonly incidents: Pick<IncidentSource, 'membershipsOf' | 'membersOf' | 'dutySteps' | 'openedBetween'> &
    Pick<IncidentReads, 'newsBetween' | 'news' | 'incident'>;
  readonly outbox: Pick<Outbox, 'add' | 'list'>;
  /** Dates that somebody may know of; `undefined` where nothing was put on record since then. */
  readonly datesSince: (fromMs: number, who: PaperReader) => Promise<readonly Dated[]>;
  readonly shown: () => Shown;
  readonly linkKey: string | undefined;
  readonly nowMs: () => number;
  readonly logger: Logger;
}

/** Mails to whoever chose them with their account: written into the outbox, and put into words when they are sent. */
export interface OwnNotices {
  /** To be called now and then; says how many mails it wrote. */
  readonly update: () => Promise<number>;
  readonly recipientOf: (id: string) => AlertRecipient | undefined;
  readonly isOwn: (id: string) => boolean;
  /** `undefined` where there is nothing to be told any more. */
  readonly compose: (occasion: OwnOccasion) => Promise<MessageContent | undefined>;
}

/** News go on record some seconds after they came. */
const LAG_MS = seconds(5);
/** What comes together is told together. */
const SETTLE_MS = minutes(1);
/** Nobody has more than one mail in so long. */
const GAP_MS = minutes(10);
/** Whoever was told nothing for longer is told of these days. */
const LOOK_BACK_MS = days(7);
/** Beyond what a look reads at once; papers are no alarms. */
const MOST_PAPERS = 40;

export function createOwnNotices(options: OwnNoticesOptions): OwnNotices {
  const { store, incidents, outbox, shown, nowMs, logger, linkKey } = options;
  const sightOf = createSights({ shown, nowMs });
  /** Up to when there was nothing for somebody. */
  const seen = new Map<string, Pick<Notices, 'toldMs' | 'urgentMs'>>();
  let isAtWork = false;

  const hoursOf = ({ wishes }: Notices) => noticeHours(wishes, shown());
  const askedOf = (account: Account, { wishes }: Notices, { isUrgent = false, urgentMs = 0 }): OwnAsked => ({
    ...{ account, wishes, isUrgent, urgentMs },
    view: sightOf({ scope: scopeOf(account.role, account.organisation), secret: account.seesSecret }),
  });
  const papersOf = async (account: Account, { wishes }: Notices, fromMs: number, toMs: number) => {
    if (!wishes.papers && !wishes.works) return [];
    const who = readerOf({ account });
    const dates = await options.datesSince(fromMs, who);
    return dates.filter(
      (dated) =>
        dated.changedMs !== undefined &&
        fromMs <= dated.changedMs &&
        dated.changedMs < toMs &&
        wantsDate(wishes, who, dated),
    );
  };

  /** One at a time: what waits for a mail server is told with what comes meanwhile. */
  const isWaiting = (recipient: string) => outbox.list({ recipient, state: 'waiting', limit: 1 }).length > 0;

  async function write(
    { account, notices }: NonNullable<ReturnType<typeof ownReader>>,
    candidatesSince: (fromMs: number, toMs: number) => Promise<Candidates>,
  ): Promise<boolean> {
    const atMs = nowMs();
    const { wishes, mailedMs } = notices;
    if (!wishes.mail || notices.address === undefined) return false;
    if (mailedMs !== undefined && mailedMs <= atMs && atMs - mailedMs < GAP_MS) return false;
    const isUrgent = hoursOf(notices).nextOpenMs(atMs) > atMs;
    if ((isUrgent && !wishes.isCriticalAlways) || isWaiting(newsThread(account.id))) return false;
    const known = seen.get(account.id) ?? { toldMs: 0, urgentMs: 0 };
    const toldMs = Math.max(notices.toldMs, known.toldMs, atMs - LOOK_BACK_MS);
    const urgentMs = Math.max(notices.urgentMs, known.urgentMs);
    const [fromMs, toMs] = [isUrgent ? Math.max(toldMs, urgentMs) : toldMs, atMs - LAG_MS];
    if (fromMs >= toMs) return false;
    const { found, firstMs } = await candidatesSince(fromMs, toMs);
    const papers = isUrgent ? [] : await papersOf(account, notices, fromMs, toMs);
    if (firstMs !== undefined && atMs - firstMs < SETTLE_MS) return false;
    const asked = askedOf(account, notices, { isUrgent, urgentMs: notices.urgentMs });
    const isAny = papers.length > 0 || (await runInSlices(hasOwnIncidents(found, incidents, asked)));
    const told = isUrgent ? { toldMs: notices.toldMs, urgentMs: toMs } : { toldMs: toMs, urgentMs: toMs };
    if (!isAny) {
      seen.set(account.id, told);
      return false;
    }
    outbox.add({
      messageId: messageIdOf('own', account.id, String(fromMs), String(toMs)),
      ...{ thread: newsThread(account.id), recipient: newsThread(account.id), channel: 'email' },
      occasion: {
        ...{ type: 'own', about: 'news', account: account.id, fromMs, toMs },
        ...(isUrgent ? { isUrgent } : { urgentMs: notices.urgentMs }),
      },
      ...{ createdMs: atMs, dueMs: atMs, state: 'waiting' },
    });
    store.notices.noteTold(account.id, { ...told, mailedMs: atMs });
    return true;
  }

  /** The mail with the link: once for each time that it is asked for. */
  function askForAddress({ account, asked }: Notices): void {
    const recipient = `${ADDRESS_RECIPIENT}${account}`;
    if (asked === undefined || ownRecipient(store, recipient, nowMs()) === undefined) return;
    const { atMs } = asked;
    outbox.add({
      messageId: messageIdOf('address', account, String(atMs)),
      ...{ thread: addressThread(account, atMs), recipient, channel: 'email' },
      occasion: { type: 'own', about: 'address', account, fromMs: atMs, toMs: atMs },
      ...{ createdMs: nowMs(), dueMs: nowMs(), state: 'waiting' },
    });
  }

  return {
    isOwn: isOwnRecipient,
    recipientOf: (id) => ownRecipient(store, id, nowMs()),
    update: async () => {
      if (isAtWork) return 0;
      isAtWork = true;
      let written = 0;
      try {
        const known = new Map<string, Promise<Candidates>>();
        const candidatesSince = (fromMs: number, toMs: number) => {
          // All who were told up to the same second share what came since.
          const key = `${fromMs} ${Math.floor(toMs / seconds(1))}`;
          const found = known.get(key) ?? runInSlices(findCandidates(incidents, { fromMs, toMs }));
          known.set(key, found);
          return found;
        };
        for (const notices of store.notices.list()) {
          askForAddress(notices);
          const reader = ownReader(store, notices.account, nowMs());
          if (reader && (await write(reader, candidatesSince))) written += 1;
        }
      } catch (error) {
        logger.error({ err: error }, 'mails to accounts could not be written: it is tried again');
      }
      isAtWork = false;
      return written;
    },
    compose: async ({ about, account: id, fromMs, toMs, isUrgent = false, urgentMs = 0 }) => {
      const reader = ownReader(store, id, nowMs());
      if (reader === undefined) return undefined;
      const { account, notices } = reader;
      const { settings } = shown();
      const { language } = notices.wishes;
      const words = { language, timeZone: settings.city.timeZone, pageUrl: settings.alerts?.pageUrl };
      if (about === 'address') {
        if (notices.asked === undefined || linkKey === undefined) return undefined;
        const link = signAddressLink(linkKey, { account: id, hash: hashOfAddress(notices.asked) });
        return composeConfirmation(id, `/account/notices/confirm/${link}`, words);
      }
      const { found, firstMs = toMs } = await runInSlices(findCandidates(incidents, { fromMs, toMs }));
      const asked = askedOf(account, notices, { isUrgent, urgentMs });
      const told = await runInSlices(tellOwnIncidents(found, incidents, asked));
      const papers = isUrgent ? [] : await papersOf(account, notices, fromMs, toMs);
      const news = {
        ...{ fromMs, toMs: nowMs(), ...told },
        hasWaited: !isUrgent && hoursOf(notices).nextOpenMs(firstMs) > firstMs,
        papers: {
          some: papers.slice(0, MOST_PAPERS).map((dated) => paperOf(dated, language)),
          count: papers.length,
        },
      };
      return isEmptyNews(news) ? undefined : composeOwnNews(news, words);
    },
  };
}

function paperOf(dated: Dated, language: Notices['wishes']['language']): OwnPaper {
  const { when, path, text, kind } = dated;
  return {
    ...{ title: titleOf(dated, language), path },
    atMs: 'date' in when ? Date.parse(when.date) : when.fromMs,
    ...(kind === 'work' && text !== undefined && { text }),
  };
}
